package groundplan.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.console.StepLog;
import groundplan.files.TextFile;
import groundplan.json.TerraformJson;
import groundplan.terraform.ProcessIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The local AWS emulator: one background process, recorded in a file so that a later command finds it. */
public final class Emulator {
    /** LocalStack's port, so that {@code LOCALSTACK=true} alone finds it. */
    public static final int PORT = 4566;

    /** It takes seconds, or minutes on a busy machine. A failure is noticed at once, because the process ends. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final Duration STOP = Duration.ofSeconds(10);

    private final Path program;
    private final Path folder;
    private final Path note;
    private final Path log;

    /**
     * @param program the emulator's executable; null if it is never started
     * @param folder the ignored folder with its record and its log: one for each emulator
     */
    public Emulator(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
        this.note = folder.resolve("emulator.json");
        this.log = folder.resolve("emulator.log");
    }

    /**
     * The record of a running emulator.
     *
     * @param process the emulator's process
     * @param port where it listens
     * @param abilities what it does besides answering
     */
    private record Note(ProcessIdentity process, int port, Abilities abilities) {}

    /**
     * What an emulator does besides answering.
     *
     * @param enforces whether it evaluates permissions as AWS does, and refuses what a caller may not do
     * @param runsFunctions whether it runs functions in Python when they are invoked, instead of answering with the payload
     */
    public record Abilities(boolean enforces, boolean runsFunctions) {
        /** Every caller may do everything, and nothing runs. */
        public static final Abilities PLAIN = new Abilities(false, false);

        /** Permissions are evaluated, and nothing runs. */
        public static final Abilities ENFORCING = new Abilities(true, false);

        private List<String> options() {
            List<String> options = new ArrayList<>();
            if (enforces) {
                options.add("--enforce");
            }
            if (runsFunctions) {
                options.add("--run-functions");
            }
            return options;
        }
    }

    /** A running emulator. */
    public record RunningEmulator(long pid, int port) {
        /** Its URL. With an IP address, because S3 clients would put the bucket in front of a host name. */
        public String url() {
            return "http://127.0.0.1:" + port;
        }

        /** The environment variables with which Terraform, Terragrunt and the AWS command line use it. */
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

    /** The running emulator, if there is one. */
    public Optional<RunningEmulator> running() throws IOException {
        return note().filter(noted -> noted.process().find().isPresent() && listens(noted.port()))
                .map(noted -> new RunningEmulator(noted.process().id(), noted.port()));
    }

    /** Empty if there is none, and for one that was copied with its folder: that emulator belongs to the original. */
    private Optional<Note> note() throws IOException {
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        try {
            ObjectNode json = TerraformJson.read(Files.readString(note));
            ProcessIdentity process = new ProcessIdentity(
                    json.path("pid").asLong(), json.path("started").asLong());
            boolean own =
                    json.path("folder").asText().equals(folder.toRealPath().toString());
            return own
                    ? Optional.of(new Note(
                            process,
                            json.path("port").asInt(),
                            new Abilities(
                                    json.path("enforces").asBoolean(),
                                    json.path("runs_functions").asBoolean())))
                    : Optional.empty();
        } catch (IllegalArgumentException cutShort) {
            return Optional.empty();
        }
    }

    /**
     * Starts it, or returns the running one. It lets every caller do everything.
     *
     * @param port 0 for any free one
     * @throws IOException when it runs on another port, when the port is taken, or when it does not start
     */
    public RunningEmulator start(int port) throws IOException {
        return start(port, Abilities.PLAIN);
    }

    /**
     * Starts it, or returns the running one.
     *
     * @param port 0 for any free one
     * @param abilities what it has to do besides answering
     * @throws IOException when it runs on another port or does less than it should, when the port is taken, or when it does not start
     */
    public RunningEmulator start(int port, Abilities abilities) throws IOException {
        try (FileChannel lock = lock()) {
            lock.lock();
            Optional<RunningEmulator> before = running();
            if (before.isEmpty()) {
                return launch(port, abilities);
            }
            List<String> lacking = abilities.options();
            lacking.removeAll(note().orElseThrow().abilities().options());
            if (!lacking.isEmpty()) {
                throw new IOException("the emulator is already running without " + String.join(" and ", lacking)
                        + "; stop it first (groundplan emulator stop)");
            }
            if (port != 0 && port != before.get().port()) {
                throw new IOException("the emulator is already listening on port "
                        + before.get().port() + "; stop it first (groundplan emulator stop), or omit --port");
            }
            return before.get();
        }
    }

    /** Returns the running one, or starts it: on {@link #PORT}, or on any free port if another program uses that one. */
    public RunningEmulator startAnywhere() throws IOException {
        try (FileChannel lock = lock()) {
            lock.lock();
            Optional<RunningEmulator> before = running();
            return before.isPresent() ? before.get() : launch(listens(PORT) ? 0 : PORT, Abilities.PLAIN);
        }
    }

    /** If two processes start it at once, the second one waits, and finds the first one's. A lock ends with its channel. */
    private FileChannel lock() throws IOException {
        Files.createDirectories(folder);
        return FileChannel.open(folder.resolve("emulator.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private RunningEmulator launch(int port, Abilities abilities) throws IOException {
        try (StepLog.TimedStep step = StepLog.longStep(() -> program + " --port " + port)) {
            RunningEmulator running = launched(port, abilities);
            step.result(() -> "answers on port " + running.port());
            return running;
        }
    }

    private RunningEmulator launched(int port, Abilities abilities) throws IOException {
        if (port != 0 && listens(port)) {
            throw new IOException("port " + port + " is used by another program; choose another one with --port");
        }
        Path ready = Files.createTempFile(folder, "emulator-", ".port");
        Files.delete(ready);
        List<String> command =
                new ArrayList<>(List.of(program.toString(), "--port", "" + port, "--ready-file", ready.toString()));
        command.addAll(abilities.options());
        Process process = new ProcessBuilder(command)
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
        json.put("pid", running.pid())
                .put("started", ProcessIdentity.of(process.toHandle()).started())
                .put("port", running.port())
                .put("enforces", abilities.enforces())
                .put("runs_functions", abilities.runsFunctions())
                .put("folder", folder.toRealPath().toString());
        TextFile.replace(note, TerraformJson.write(json));
        return running;
    }

    /** Stops it, and so deletes all its resources. False if none was running. */
    public boolean stop() throws IOException {
        Optional<ProcessHandle> running =
                note().flatMap(noted -> noted.process().find());
        if (running.isPresent()) {
            ProcessHandle process = running.get();
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
