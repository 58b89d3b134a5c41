package groundplan.console;

import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes results in UTF-8, without characters that cannot be seen, and remembers why that failed: a {@link PrintWriter} only knows that it did. */
public final class ResultWriter extends PrintWriter {
    private final Attempts stream;

    /** @param to where results go, such as standard output */
    public ResultWriter(OutputStream to) {
        this(new Attempts(to));
    }

    private ResultWriter(Attempts stream) {
        super(new VisibleWriter(new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8))), true);
        this.stream = stream;
    }

    /** The reason why not all was written, such as a full disk; empty if it was, or if the reader wanted no more. */
    public Optional<String> failure() {
        flush();
        return Optional.ofNullable(stream.failure)
                .map(IOException::getMessage)
                .filter(reason -> !reason.equals("Broken pipe"));
    }

    private static final class Attempts extends FilterOutputStream {
        private IOException failure;

        private Attempts(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException failed) {
                failure = failed;
                throw failed;
            }
        }
    }
}
