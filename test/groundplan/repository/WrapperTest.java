package groundplan.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script {@code groundplanw}, with archives whose program says its version, how it was called, and its arguments. */
class WrapperTest {
    private static final long PATIENCE_MINUTES = 2;
    private static final long POLL_MILLIS = 20;

    @TempDir
    Path folder;

    private Path repository;
    private Path cache;
    private Path programs;

    @BeforeEach
    void aRepository() throws Exception {
        repository = Files.createDirectories(folder.resolve("my repository"));
        cache = folder.resolve("the cache");
        programs = Files.createDirectory(folder.resolve("programs"));
        Files.copy(
                Repository.root().resolve("main/groundplan/workspace/new/repository/groundplanw"),
                repository.resolve("groundplanw"));
    }

    @Test
    void itFetchesThePinnedVersionOnceAndRunsIt() throws Exception {
        Path archive = archive("1.0.0");
        pin("1.0.0", "file://" + folder + "/groundplan-{version}.tar.gz", digest(archive));
        assertEquals(
                "1.0.0 ./groundplanw plan shop/dev --out my plan\n",
                run("plan", "shop/dev", "--out", "my plan").exits(0).out());
        Files.delete(archive);
        Outcome again = run("list").exits(0).prints("1.0.0 ./groundplanw list");
        assertEquals("", again.err(), "the second start fetches nothing");
    }

    @Test
    void itRunsFromAnotherFolderAndPassesTheExitCodeOn() throws Exception {
        pin("1.0.0", "file://" + folder + "/groundplan-1.0.0.tar.gz", digest(archive("1.0.0")));
        Outcome failed = run(folder, List.of("my repository/groundplanw", "fail"), Map.of())
                .exits(7);
        assertEquals("1.0.0 my\\ repository/groundplanw fail\n", failed.out());
    }

    @Test
    void aZipIsUnpackedToo() throws Exception {
        stub(
                "unzip",
                "exec '%s' -c 'import sys,zipfile,os\nz=zipfile.ZipFile(sys.argv[1])\nfor i in z.infolist():\n  p=z.extract(i,sys.argv[2])\n  if i.external_attr>>16: os.chmod(p,i.external_attr>>16)' \"$2\" \"$4\""
                        .formatted(program("python3")));
        Path zip = folder.resolve("groundplan-1.0.0.zip");
        try (FileSystem into = FileSystems.newFileSystem(
                URI.create("jar:" + zip.toUri()), Map.of("create", "true", "enablePosixFileAttributes", "true"))) {
            Path script = into.getPath("/groundplan-1.0.0/groundplan");
            Files.createDirectories(script.getParent());
            Files.writeString(script, script("1.0.0"));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        pin("1.0.0", "file://" + zip, digest(zip));
        run("list").exits(0).prints("1.0.0 ./groundplanw list");
    }

    @Test
    void anArchiveWithAnotherChecksumIsNotRun() throws Exception {
        Path archive = archive("1.0.0");
        String wanted = "0".repeat(64);
        pin("1.0.0", "file://" + archive, wanted);
        Outcome refused = run("list")
                .exits(1)
                .complains(digest(archive))
                .complains(wanted)
                .complains("Nothing of it was run");
        assertEquals("", refused.out());
        assertEquals(List.of(), cached(), "what is left in the cache");
    }

    @Test
    void anArchiveOfAnotherVersionIsNotRun() throws Exception {
        Path archive = archive("1.0.0");
        pin("1.1.0", "file://" + archive, digest(archive));
        run("list").exits(1).complains("has no groundplan-1.1.0/groundplan in it");
        assertEquals(List.of(), cached(), "what is left in the cache");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"curl,cannot fetch", "wget,cannot fetch", "none,neither curl nor wget is on the PATH"})
    void anArchiveThatIsNotThereIsSaidWithItsUrl(String client, String message) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/groundplan-1.0.0.tar.gz";
            pin("1.0.0", url, "0".repeat(64));
            onlyPrograms("bash", "dirname", "mktemp", "mkdir", "find", "rm", "head", "tar", "sha256sum");
            if (client.equals("curl")) {
                onlyPrograms("curl");
            } else if (client.equals("wget")) {
                // Says what wget says of a page that is not there.
                stub("wget", "echo \"${@: -1}: ERROR 404: Not Found.\" >&2; exit 8");
            }
            Outcome lost = run(repository, List.of("./groundplanw", "list"), Map.of("PATH", programs.toString()))
                    .exits(1)
                    .complains(message)
                    .complains(url);
            assertTrue(client.equals("none") || lost.err().contains("404"), lost::toString);
            assertEquals(List.of(), cached(), "what is left in the cache");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theToolsOfMacOsAreEnough() throws Exception {
        Path archive = archive("1.0.0");
        pin("1.0.0", "file://" + archive, digest(archive));
        // No sha256sum, flock, readlink -f, or mv -T.
        onlyPrograms("bash", "dirname", "mktemp", "mkdir", "find", "rm", "head", "tar", "gzip", "cp", "mv", "env");
        stub("shasum", "[[ $* == '-a 256' ]] && exec " + program("sha256sum"));
        run(repository, List.of("./groundplanw", "list"), Map.of("PATH", programs.toString()))
                .exits(0)
                .prints("1.0.0 ./groundplanw list");
    }

    @Test
    void twoFirstStartsAtOnceBothRunAndLeaveOneCopy() throws Exception {
        Path archive = archive("1.0.0");
        stub(
                "curl",
                "echo fetch >>'%1$s/fetches'; until [[ -e '%1$s/go' ]]; do sleep 0.05; done; exec cp '%2$s' \"${@: -2:1}\""
                        .formatted(folder, archive));
        pin("1.0.0", "https://example.com/groundplan-{version}.tar.gz", digest(archive));
        Process first = start(repository, List.of("./groundplanw", "first"), Map.of(), "first");
        Process second = start(repository, List.of("./groundplanw", "second"), Map.of(), "second");
        Path fetches = folder.resolve("fetches");
        while (first.isAlive()
                && second.isAlive()
                && (!Files.exists(fetches) || Repository.text(fetches).lines().count() < 2)) {
            first.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        Files.createFile(folder.resolve("go"));
        ended(first, "first").exits(0).prints("1.0.0 ./groundplanw first");
        ended(second, "second").exits(0).prints("1.0.0 ./groundplanw second");
        assertEquals(List.of("1.0.0-" + digest(archive)), cached());
    }

    @Test
    void aMirrorTakesThePlaceOfTheUrl() throws Exception {
        Path archive = archive("1.0.0");
        pin("1.0.0", "https://nowhere.invalid/groundplan-{version}.tar.gz", digest(archive));
        run(
                        repository,
                        List.of("./groundplanw", "list"),
                        Map.of("GROUNDPLAN_MIRROR", "file://" + folder + "/groundplan-{version}.tar.gz"))
                .exits(0)
                .prints("1.0.0 ./groundplanw list");
    }

    @Test
    void anotherVersionCanBeRunOnce() throws Exception {
        pin("1.0.0", "file://" + folder + "/groundplan-{version}.tar.gz", digest(archive("1.0.0")));
        String other = digest(archive("1.1.0"));
        run(
                        repository,
                        List.of("./groundplanw", "list"),
                        Map.of("GROUNDPLAN_VERSION", "1.1.0", "GROUNDPLAN_SHA256", other))
                .exits(0)
                .prints("1.1.0 ./groundplanw list");
        run(repository, List.of("./groundplanw", "list"), Map.of("GROUNDPLAN_VERSION", "1.1.0"))
                .exits(1)
                .complains("GROUNDPLAN_SHA256 is ''");
    }

    @Test
    void withoutAUrlAnInstalledProgramOfThatVersionIsRun() throws Exception {
        pin("1.0.0", "", "");
        run("list").exits(1).complains("has no url to fetch Groundplan 1.0.0 from");
        stub(
                "groundplan",
                "if [[ $1 == --version ]]; then echo groundplan 1.0.0; else echo installed $GROUNDPLAN_COMMAND $*; fi");
        run("list").exits(0).prints("installed ./groundplanw list");
        pin("1.1.0", "", "");
        run("list").exits(1).complains("pins Groundplan 1.1.0").complains("is 'groundplan 1.0.0'");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "url=https://example.com/a        | version is '', which is no version",
                "version=../../x                  | version is '../../x', which is no version",
                "version=1.0.0;url=https://e.com/a| sha256 is ''; it must be the SHA-256 of the archive",
                "version=1.0.0;url=https://e.com/a;sha256=abc | sha256 is 'abc'; it must be the SHA-256 of the archive",
                "version=1.0.0;url=ftp://e.com/a;sha256=" + SOME_DIGEST
                        + " | url is 'ftp://e.com/a'; it must begin with https://",
                "version=1.0.0;url=file:///no/such/file;sha256=" + SOME_DIGEST + " | there is no file /no/such/file"
            })
    void aPinThatCannotBeIsSaid(String lines, String message) throws Exception {
        Files.writeString(repository.resolve(".groundplan-version"), lines.replace(';', '\n') + "\n");
        run("list").exits(1).complains(message).complains(".groundplan-version");
    }

    @Test
    void aRepositoryWithoutAPinIsSaid() throws Exception {
        run("list").exits(1).complains("cannot read " + repository + "/.groundplan-version");
    }

    @Test
    void aPinMayHaveSpacesAndTheLineEndsOfWindows() throws Exception {
        Path archive = archive("1.0.0");
        Files.writeString(
                repository.resolve(".groundplan-version"),
                "# a comment\r\nversion = 1.0.0 \r\nurl = file://%s\r\nsha256 = %s\r\nwritten.a=b\r\n"
                        .formatted(archive, digest(archive)));
        run("list").exits(0).prints("1.0.0 ./groundplanw list");
    }

    private static final String SOME_DIGEST = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private static String script(String version) {
        return "#!/usr/bin/env bash\necho \"" + version + " $GROUNDPLAN_COMMAND $*\"\n[[ $1 != fail ]] || exit 7\n";
    }

    private Path archive(String version) throws Exception {
        Path top = Files.createDirectories(folder.resolve("groundplan-" + version));
        Path script = Files.writeString(top.resolve("groundplan"), script(version));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path archive = folder.resolve("groundplan-" + version + ".tar.gz");
        Process tar = new ProcessBuilder("tar", "-czf", archive.toString(), "groundplan-" + version)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertEquals(0, tar.waitFor(), "tar");
        return archive;
    }

    private void pin(String version, String url, String sha256) throws IOException {
        Files.writeString(
                repository.resolve(".groundplan-version"),
                new RepositoryPin(version, url, sha256, new TreeMap<>()).text());
    }

    private static String digest(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private void stub(String name, String commands) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!" + program("bash") + "\n" + commands + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void onlyPrograms(String... names) throws IOException {
        for (String name : names) {
            stub(name, "exec " + program(name) + " \"$@\"");
        }
    }

    private static Path program(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(path -> Path.of(path, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " on the PATH"));
    }

    private List<String> cached() throws IOException {
        try (Stream<Path> list = Files.list(cache.resolve("dist"))) {
            return list.map(path -> path.getFileName().toString()).toList();
        }
    }

    private Outcome run(String... arguments) throws Exception {
        return run(
                repository,
                Stream.concat(Stream.of("./groundplanw"), Stream.of(arguments)).toList(),
                Map.of());
    }

    private Outcome run(Path from, List<String> command, Map<String, String> variables) throws Exception {
        return ended(start(from, command, variables, "run"), "run");
    }

    private Process start(Path from, List<String> command, Map<String, String> variables, String name)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(from.toFile())
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("GROUNDPLAN_") || key.endsWith("_proxy"));
        builder.environment().put("GROUNDPLAN_CACHE", cache.toString());
        builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private Outcome ended(Process process, String name) throws Exception {
        assertTrue(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES), name + " ends");
        return new Outcome(
                name,
                process.exitValue(),
                Files.readString(folder.resolve(name + ".out"), StandardCharsets.UTF_8),
                Files.readString(folder.resolve(name + ".err"), StandardCharsets.UTF_8));
    }
}
