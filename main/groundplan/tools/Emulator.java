package groundplan.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The local AWS emulator: one background process, noted in a file so that a later command finds it. */
public final class Emulator {
    /** LocalStack's port, so that {@code LOCALSTACK=true} alone finds it. */
    public static final int PORT = 4566;

    /** Seconds, or minutes where others have the processor; one that fails ends by itself, and is noticed at once. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final Duration STOP = Duration.ofSeconds(10);

    private final Path program;
    private final Path note;
    private final Path log;

    /**
     * @param program the emulator's executable; null where it is only looked for
     * @param home the ignored folder that keeps its note and its log
     */
    public Emulator(Path program, Path home) {
        this.program = program;
        this.note = home.resolve("emulator.json");
        this.log = home.resolve("emulator.log");
    }

    /** A running emulator. */
    public record RunningEmulator(long pid, int port) {
        /** Where it listens. An IP address: with a name, S3 clients put the bucket in front of it. */
        public String url() {
            return "http://127.0.0.1:" + port;
        }

        /** What makes Terraform, Terragrunt and the AWS command line talk to it. */
        public Map<String, String> variables() {
            Map<String, String> variables = new LinkedHashMap<>();
            variables.put("AWS_ENDPOINT_URL", url());
            variables.put("AWS_ACCESS_KEY_ID", "test");
            variables.put("AWS_SECRET_ACCESS_KEY", "test");
            variables.put("AWS_REGION", "us-east-1");
            variables.put("AWS_EC2_METADATA_DISABLED", "true");
            return variables;
        }
    }

    /** The emulator that runs, if one does. */
    public Optional<RunningEmulator> running() throws IOException {
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        try {
            ObjectNode json = TerraformJson.read(Files.readString(note));
            RunningEmulator running = new RunningEmulator(
                    json.path("pid").asLong(), json.path("port").asInt());
            boolean alive =
                    ProcessHandle.of(running.pid()).map(ProcessHandle::isAlive).orElse(false)
                            && listens(running.port());
            return alive ? Optional.of(running) : Optional.empty();
        } catch (IllegalArgumentException cutShort) {
            return Optional.empty();
        }
    }

    /**
     * Starts it, or returns the one that runs.
     *
     * @param port 0 for any free one
     */
    public RunningEmulator start(int port) throws IOException {
        Optional<RunningEmulator> before = running();
        if (before.isPresent()) {
            return before.get();
        }
        if (port != 0 && listens(port)) {
            throw new IOException("port " + port + " is taken by another program; choose one with --port");
        }
        Files.createDirectories(note.getParent());
        Path ready = Files.createTempFile(note.getParent(), "emulator-", ".port");
        Files.delete(ready);
        Process process = new ProcessBuilder(
                        List.of(program.toString(), "--port", "" + port, "--ready-file", ready.toString()))
                .redirectOutput(log.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Instant patience = Instant.now().plus(START);
        while (!Files.exists(ready)) {
            if (!process.isAlive() || Instant.now().isAfter(patience)) {
                process.destroy();
                throw new IOException("the emulator did not start; its log is " + log);
            }
            pause();
        }
        RunningEmulator running = new RunningEmulator(
                process.pid(), Integer.parseInt(Files.readString(ready).strip()));
        Files.delete(ready);
        ObjectNode json = TerraformJson.object();
        json.put("pid", running.pid()).put("port", running.port());
        Files.writeString(note, TerraformJson.write(json));
        return running;
    }

    /** Stops it; all that it held is gone. False when none ran. */
    public boolean stop() throws IOException {
        Optional<RunningEmulator> running = running();
        if (running.isPresent()) {
            ProcessHandle process = ProcessHandle.of(running.get().pid()).orElseThrow();
            process.destroy();
            Instant patience = Instant.now().plus(STOP);
            while (process.isAlive() && Instant.now().isBefore(patience)) {
                pause();
            }
            process.destroyForcibly();
        }
        Files.deleteIfExists(note);
        return running.isPresent();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
