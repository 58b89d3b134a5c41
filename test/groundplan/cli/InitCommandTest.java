package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.json.ContentHash;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A repository of one's own: its first files, and those of another version. */
class InitCommandTest {
    private static final String SETTINGS = "environments/book-shop/system.yaml";
    private static final String DEV = "environments/book-shop/dev/environment.yaml";
    private static final String PIN = ".groundplan-version";
    private static final String ROOT = "terragrunt/root.hcl";

    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void anEmptyFolder() throws IOException {
        project = new TempProject(Files.createDirectory(folder.resolve("Book Shop-infra")));
    }

    @Test
    void anEmptyFolderBecomesARepositoryThatIsValidAndCanBeSynthesized() {
        Outcome begun = project.run("init").exits(0);
        assertEquals(
                List.of(
                        ".gitignore",
                        PIN,
                        "README.md",
                        DEV,
                        SETTINGS,
                        "environments/schema.json",
                        "groundplanw",
                        "terragrunt/emulator.hcl",
                        ROOT),
                begun.out().lines().filter(path -> !path.startsWith(".github/")).toList());
        begun.complains("./groundplan plan book-shop/dev --emulator");
        assertTrue(Files.isExecutable(project.root().resolve("groundplanw")), "the wrapper is executable");
        project.run("validate").exits(0).prints("The settings of 1 environment with 3 units are valid.");
        assertEquals("", project.run("synth").exits(0).err(), "what synth has to say");
        project.run("synth", "--check").exits(0);
        project.run("list").exits(0).prints("book-shop/dev/us-east-1/network");
    }

    @Test
    void repeatedItWritesNothing() {
        project.run("init").exits(0);
        var before = project.files("");
        Outcome again = project.run("init").exits(0).complains("nothing was written");
        assertEquals("", again.out());
        assertEquals(before, project.files(""));
    }

    @Test
    void aDryRunWritesNothing() {
        project.run("init", "--dry-run").exits(0).prints(SETTINGS + "\n").complains("Nothing was written: --dry-run");
        assertEquals(Map.of(), project.files(""));
    }

    @Test
    void whatAnExistingRepositoryHasIsLeftAlone() {
        project.with("README.md", "# Ours\n")
                .with(".gitignore", "node_modules/\n.terraform/\n.groundplan")
                .with(ROOT, "# ours\n")
                .with("groundplanw", "ours\n");
        project.run("init")
                .exits(0)
                .prints("environments/README.md\n")
                .complains("terragrunt/root.hcl was left alone")
                .complains("groundplanw was left alone");
        assertEquals("# Ours\n", project.text("README.md"));
        assertEquals("# ours\n", project.text(ROOT));
        assertEquals("ours\n", project.text("groundplanw"));
        String ignored = project.text(".gitignore");
        assertTrue(ignored.startsWith("node_modules/\n.terraform/\n.groundplan\n\n"), ignored);
        assertEquals(
                1, ignored.lines().filter(line -> line.contains(".groundplan")).count(), ignored);
        assertEquals(1, ignored.lines().filter(".terraform/"::equals).count(), ignored);
        assertTrue(ignored.contains("\n/cdktf.out/\n") && ignored.contains("\n*.tfplan\n"), ignored);
        project.run("validate", "--settings-only").exits(0);
    }

    /** GitHub would read an example in .github instead of the file that was there. */
    @Test
    void codeOwnersThatAreThereStayInForce() {
        project.with("CODEOWNERS", "* @ours\n").run("init").exits(0);
        assertFalse(Files.exists(project.root().resolve(".github/CODEOWNERS")));
    }

    @Test
    void examplesThatWereEditedAreNotMentioned() {
        project.run("init", "--account-id", "123456789012").exits(0);
        project.with("README.md", "# Ours\n");
        Outcome again = project.run("init").exits(0);
        assertFalse(again.err().contains("README"), again::toString);
        assertEquals("# Ours\n", project.text("README.md"));
    }

    @Test
    void belowTheRootOfAGitRepositoryThereAreNoWorkflows() throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("git", "init", "-q", folder.toString())
                        .start()
                        .waitFor());
        Outcome below =
                project.run("init").exits(0).complains("no workflows were written, as GitHub reads only those in ");
        assertFalse(below.out().contains(".github/"), below::toString);
    }

    @Test
    void settingsThatAreThereAreNotJoinedByAnotherSystem() {
        TempProject shop = TempProject.shop(project.root());
        shop.run("init").exits(0);
        assertFalse(Files.exists(project.root().resolve("environments/book-shop")));
        shop.run("init", "--system", "store", "--account-id", "123456789012").exits(0);
        assertTrue(Files.exists(project.root().resolve("environments/store/system.yaml")));
    }

    @Test
    void inAFolderOfAProjectItWorksOnTheProject() throws IOException {
        project.run("init").exits(0);
        Files.delete(project.root().resolve(ROOT));
        Files.writeString(
                project.root().resolve(PIN),
                project.text(PIN).replaceAll("(?m)^written\\.terragrunt/root\\.hcl=.*\n", ""));
        Map<String, String> below =
                Map.of("GROUNDPLAN_CWD", project.root().resolve("environments").toString());
        project.run(below, false, "init").exits(0).prints(ROOT + "\n");
    }

    @Test
    void whatWasDeletedIsNotWrittenAgain() throws IOException {
        project.run("init").exits(0);
        Files.delete(project.root().resolve("terragrunt/emulator.hcl"));
        project.run("init")
                .exits(0)
                .complains("terragrunt/emulator.hcl was left out: it was written before, and deleted");
        assertFalse(Files.exists(project.root().resolve("terragrunt/emulator.hcl")));
    }

    /** Without an account everything works that needs no AWS; what does says where the account belongs. */
    @Test
    void anAccountThatIsNotKnownIsAskedForWhenAwsIsNeeded() {
        project.run("init").exits(0).complains("account_id in " + SETTINGS + " is 000000000000");
        project.run("synth").exits(0);
        int line = project.text(SETTINGS).lines().toList().indexOf("account_id: \"000000000000\"") + 1;
        for (String command :
                List.of("plan book-shop/dev", "run book-shop/dev apply --auto-approve", "bootstrap book-shop/dev")) {
            project.run(command.split(" "))
                    .exits(2)
                    .complains("Error: " + SETTINGS + ":" + line
                            + ":1: account_id: 000000000000 stands for an account that is not" + " known yet")
                    .complains("./groundplan init --account-id ID");
        }
        assertEquals(
                SETTINGS + "\n",
                project.run("init", "--account-id", "123456789012").exits(0).out());
        assertFalse(
                project.text(SETTINGS).contains("000000000000"),
                "the account is also in the name of the state's bucket");
        assertEquals("123456789012", project.environments().get(0).settings().accountId());
        project.run("init", "--account-id", "210987654321").exits(0).complains("change account_id in");
    }

    @Test
    void credentialsThatDoNotWorkAreSaidAndLeaveTheAccountOpen() {
        project.run(Map.of("AWS_PROFILE", "nobody", "AWS_CONFIG_FILE", folder + "/none"), false, "init")
                .exits(0)
                .complains(
                        "the current AWS credentials do not tell their account: AWS_PROFILE names the profile nobody");
        assertTrue(project.text(SETTINGS).contains("account_id: \"000000000000\""));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Book Shop-infra,book-shop",
        "terraform,terraform",
        "acme-terraform,acme",
        "2024_data.lake,data-lake",
        "größe,grosse",
        "Café Infra,cafe",
        "---,app",
        "a-system-with-a-rather-long-name,a-system-with-a-rath"
    })
    void theFirstSystemIsCalledAfterTheFolder(String name, String system) throws IOException {
        TempProject named =
                new TempProject(Files.createDirectories(folder.resolve("of").resolve(name)));
        named.run("init", "--dry-run").exits(0).prints("environments/" + system + "/system.yaml\n");
    }

    @ParameterizedTest(name = "init {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--system Shop          | 'Shop' is not the name of a system",
                "--account-id 123       | '123' is not an account id of 12 digits",
                "--region eu-wset-1     | did you mean 'eu-west-1'?",
                "--url ftp://e.com/a    | it must begin with https:// or file://",
                "--url file:///none     | cannot fetch file:///none to find its SHA-256",
                "--checksum abc         | --checksum abc is not a SHA-256",
                "--check                | belong to --upgrade; add --upgrade",
                "--upgrade              | begin with: ./groundplan init"
            })
    void whatCannotBeIsRefusedAndNothingIsWritten(String arguments, String reason) {
        Outcome refused = project.run(("init " + arguments).split(" ")).complains(reason);
        assertTrue(refused.exit() > 0, refused::toString);
        assertEquals(Map.of(), project.files(""));
    }

    @Test
    void theFolderOfGroundplanItselfIsNoRepositoryOfOnesOwn() {
        project.run("init", "--project", Repository.root().toString(), "--dry-run")
                .exits(2)
                .complains("is the folder of Groundplan itself; make a folder for your settings");
    }

    @Test
    void thePinHasTheUrlOfTheArchiveAndItsChecksum() throws Exception {
        String version = project.run("--version").out().strip().replaceFirst("groundplan ", "");
        Path archive = Files.writeString(folder.resolve("groundplan-" + version + ".tar.gz"), "an archive");
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest("an archive".getBytes(StandardCharsets.UTF_8)));
        project.run("init", "--url", "file://" + archive)
                .exits(0)
                .complains("./groundplanw plan book-shop/dev --emulator");
        assertTrue(project.text(PIN).contains("\nversion=%s\n".formatted(version)), () -> project.text(PIN));
        assertTrue(
                project.text(PIN).contains("\nurl=file://%s/groundplan-{version}.tar.gz\n".formatted(folder)),
                () -> project.text(PIN));
        assertTrue(project.text(PIN).contains("\nsha256=%s\n".formatted(digest)), () -> project.text(PIN));
        Files.writeString(
                folder.resolve(archive.getFileName() + ".sha256"),
                "f".repeat(64) + "  " + archive.getFileName() + "\n");
        project.run("init", "--url", "file://" + archive).exits(0);
        assertTrue(project.text(PIN).contains("\nsha256=" + "f".repeat(64) + "\n"), () -> project.text(PIN));
    }

    @Test
    void anUpgradeShowsWhatItChangesBeforeItDoes() throws IOException {
        writtenByAnotherVersion();
        var before = project.files("");
        Outcome shown = project.run("init", "--upgrade", "--check")
                .exits(1)
                .prints("Groundplan 0.0.1 -> ")
                .prints("--- a/terragrunt/root.hcl\n+++ b/terragrunt/root.hcl\n")
                .prints("-# of the former version\n")
                .prints("groundplanw was edited and is left alone")
                .prints("-  \"nat_gateway\"")
                .complains("Nothing was written. To do it: ./groundplan init --upgrade --to-version ");
        assertEquals(before, project.files(""), () -> "after " + shown);
        project.run("init", "--upgrade").exits(2).complains("add --yes");
        assertEquals(before, project.files(""));
        project.run("init", "--upgrade", "--yes").exits(0).prints("this repository now uses Groundplan ");
        assertEquals(Repository.text(Repository.root().resolve(ROOT)), project.text(ROOT));
        assertTrue(project.text("groundplanw").endsWith("# ours\n"), "an edited file is left alone");
        assertFalse(project.text(PIN).contains("version=0.0.1\n"), () -> project.text(PIN));
        project.run("synth", "--check").exits(0);
        project.run("init", "--upgrade", "--check").exits(0).prints("The repository is as Groundplan ");
    }

    @Test
    void initDoesNotUpgrade() throws IOException {
        writtenByAnotherVersion();
        project.run("init")
                .exits(0)
                .complains(
                        "terragrunt/root.hcl was left alone: another version wrote it, see ./groundplan init --upgrade")
                .complains(".groundplan-version pins 0.0.1, and this is ");
        assertEquals("# of the former version\n", project.text(ROOT));
        assertTrue(project.text(PIN).contains("version=0.0.1\n"), () -> project.text(PIN));
    }

    @Test
    void anUpgradeWithSettingsThatAreWrongWritesNothing() throws IOException {
        writtenByAnotherVersion();
        project.with(DEV, "units:\n  network:\n    zons: [a]\n");
        var before = project.files("terragrunt");
        project.run("init", "--upgrade", "--yes").exits(2).complains("did you mean 'zones'?");
        assertEquals(before, project.files("terragrunt"));
    }

    @Test
    void anUpgradeToAVersionIsDoneByThatVersion() throws Exception {
        Path archive = folder.resolve("groundplan-9.9.9.tar.gz");
        Files.createDirectories(folder.resolve("groundplan-9.9.9"));
        Path script = Files.writeString(
                folder.resolve("groundplan-9.9.9/groundplan"),
                "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\" >'" + folder + "/called'\nexit 1\n");
        assertTrue(script.toFile().setExecutable(true));
        assertEquals(
                0,
                new ProcessBuilder("tar", "-czf", archive.toString(), "groundplan-9.9.9")
                        .directory(folder.toFile())
                        .start()
                        .waitFor());
        String url = "file://" + folder + "/groundplan-{version}.tar.gz";
        project.run("init", "--url", url, "--checksum", "a".repeat(64)).exits(0);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive)));
        project.run(
                        Map.of("GROUNDPLAN_CACHE", folder.resolve("cache").toString(), "PATH", System.getenv("PATH")),
                        false,
                        "init",
                        "--upgrade",
                        "--check",
                        "--to-version",
                        "9.9.9")
                .exits(1);
        assertEquals(
                List.of("init", "--upgrade", "--check", "--checksum", digest, "--url", url),
                Files.readAllLines(folder.resolve("called")));
    }

    /** A repository whose files are of version 0.0.1, with a wrapper that somebody edited. */
    private void writtenByAnotherVersion() throws IOException {
        project.run("init", "--account-id", "123456789012").exits(0);
        project.run("synth").exits(0);
        String unit = "terragrunt/book-shop/dev/us-east-1/network/main.tf.json";
        project.with(ROOT, "# of the former version\n")
                .with("groundplanw", project.text("groundplanw") + "# ours\n")
                .with(unit, project.text(unit).replaceFirst("\n", "\n  \"nat_gateway\": \"former\",\n"));
        project.with(
                PIN,
                project.text(PIN)
                        .replaceFirst("(?m)^version=.*", "version=0.0.1")
                        .replaceFirst(
                                "(?m)^written\\.terragrunt/root\\.hcl=.*",
                                "written.terragrunt/root.hcl=" + ContentHash.sha256("# of the former version\n")));
    }
}
