package groundplan.terragrunt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the lines of a file while another process writes it. */
final class GrowingFile implements AutoCloseable {
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    GrowingFile(Path file) throws IOException {
        this.in = Files.newInputStream(file);
    }

    /** Receives a line; it may fail to write it elsewhere. */
    interface Reader {
        void line(String text) throws IOException;
    }

    /** Passes on the lines that were completed since the last call. */
    void read(Reader reader) throws IOException {
        byte[] bytes = in.readAllBytes();
        for (byte one : bytes) {
            if (one == '\n') {
                reader.line(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(one);
            }
        }
    }

    /** Passes on the rest, also a last line without its end. */
    void finish(Reader reader) throws IOException {
        read(reader);
        if (line.size() > 0) {
            reader.line(line.toString(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
