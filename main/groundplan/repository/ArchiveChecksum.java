package groundplan.repository;

import groundplan.console.StepLog;
import groundplan.json.ContentHash;
import groundplan.workspace.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SHA-256 of an archive of Groundplan: what the file {@code .sha256} beside it says, or else that of the archive itself. */
final class ArchiveChecksum {
    private static final Pattern DIGEST = Pattern.compile("\\s*([0-9a-fA-F]{64})\\b");
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int BUFFER = 1 << 16;

    private ArchiveChecksum() {}

    /**
     * Asks the place of an archive for its checksum.
     *
     * @param url {@code https://} or {@code file://}
     * @throws Failure when the archive cannot be read
     */
    static String of(String url) throws IOException {
        if (!url.matches("(https?|file)://.+")) {
            throw Failure.badInput("the url of the archive is '" + url + "'; it must begin with https:// or file://");
        }
        try (StepLog.TimedStep step = StepLog.step("find the SHA-256 of " + url)) {
            Optional<String> beside = beside(url);
            step.result(() -> beside.isPresent() ? "from " + url + ".sha256" : "from the archive");
            return beside.isPresent() ? beside.get() : digest(url);
        }
    }

    private static Optional<String> beside(String url) {
        try (InputStream in = open(url + ".sha256")) {
            Matcher digest = DIGEST.matcher(new String(in.readNBytes(BUFFER), StandardCharsets.UTF_8));
            return digest.lookingAt() ? Optional.of(digest.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static String digest(String url) {
        try (DigestInputStream in = new DigestInputStream(open(url), ContentHash.digest())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw Failure.failed("cannot fetch " + url + " to find its SHA-256: " + e.getMessage()
                    + ". Is the url right? --checksum says the checksum without fetching it");
        }
    }

    private static InputStream open(String url) throws IOException {
        URL place = URI.create(url).toURL();
        URLConnection connection = place.openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        if (connection instanceof HttpURLConnection http && http.getResponseCode() / 100 != 2) {
            throw new IOException("the server answered " + http.getResponseCode());
        }
        return connection.getInputStream();
    }
}
