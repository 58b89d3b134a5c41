package groundplan.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.cli.Main;
import groundplan.testing.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results that cannot be written. */
class ResultWriterTest {
    @Test
    void resultsThatAFullDiskLosesAreAFailure() throws IOException {
        try (OutputStream full = Files.newOutputStream(Path.of("/dev/full"))) {
            version(full).exits(1).complains("Error: cannot write to standard output: No space left on device");
        }
    }

    @Test
    void aReaderThatWantsNoMoreIsNoFailure() {
        version(new OutputStream() {
                    @Override
                    public void write(int letter) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                })
                .exits(0);
    }

    @Test
    void resultsAreInUtf8() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ResultWriter writer = new ResultWriter(bytes);
        writer.println("größe 語");
        assertEquals("größe 語\n", bytes.toString(StandardCharsets.UTF_8));
    }

    private static Outcome version(OutputStream to) {
        StringWriter err = new StringWriter();
        Console console = new Console(new ResultWriter(to), new PrintWriter(err), false, false);
        int exit = Main.run(console, Map.of(), "--version");
        return new Outcome("groundplan --version", exit, "", err.toString());
    }
}
