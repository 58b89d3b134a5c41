package groundplan.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that several plans use at once, with a stand-in for {@code terraform init}. */
class InstalledProvidersTest {
    @TempDir
    Path folder;

    private Path mirror;
    private Path program;

    @BeforeEach
    void aMirrorWithAProvider() throws IOException {
        mirror = folder.resolve("mirror");
        Files.createDirectories(mirror.resolve("aws"));
        program = folder.resolve("terraform");
        Files.writeString(
                program,
                """
        #!/bin/bash
        echo init >> RUNS
        mkdir -p .terraform/providers/registry
        ln -s MIRROR/aws .terraform/providers/registry/aws
        echo binary > .terraform/providers/registry/kept
        echo lock > .terraform.lock.hcl
        """
                        .replace("RUNS", folder.resolve("runs").toString())
                        .replace("MIRROR", mirror.toString()));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void whatIsInstalledIsUsedAgain() throws IOException {
        assertEquals(prepared("one"), prepared("two"));
        assertEquals(List.of("init"), Files.readAllLines(folder.resolve("runs")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".terraform/providers/registry/kept",
                ".terraform/providers/registry/aws/provider",
                ".terraform.lock.hcl"
            })
    void whatWasDamagedIsInstalledAgain(String file) throws IOException {
        Files.writeString(mirror.resolve("aws/provider"), "binary");
        Path damaged = prepared("one").resolve("../..").normalize();
        Files.writeString(damaged.resolve(file), "bin");
        Path fresh = prepared("two");
        assertNotEquals(damaged, fresh.resolve("../..").normalize());
        assertEquals("lock\n", Files.readString(folder.resolve("two.lock")));
        assertEquals(fresh, prepared("three"));
    }

    @Test
    void aProviderThatIsInUseIsNotRemovedWhenItsMirrorHasMoved() throws IOException {
        Path inUse = prepared("running").resolve("registry/kept");
        Files.move(mirror.resolve("aws"), folder.resolve("moved"));
        Files.createDirectories(mirror);
        Path broken = inUse.getParent();
        assertTrue(Files.exists(inUse));

        Files.createDirectories(mirror.resolve("aws-2"));
        Files.writeString(program, Files.readString(program).replace("/aws .terraform", "/aws-2 .terraform"));
        Path fresh = prepared("next");
        assertTrue(Files.exists(inUse), "the provider of the plan that runs");
        assertNotEquals(broken, fresh.resolve("registry"));
        assertTrue(Files.exists(fresh.resolve("registry/aws")), "the provider of the next plan");
        assertEquals(fresh, prepared("after that"));
    }

    @Test
    void twoThatInstallAtOnceGetOneInstallation() throws IOException {
        // Neither is done before both have begun.
        Files.writeString(
                program,
                Files.readString(program) + "until [ $(wc -l < " + folder.resolve("runs") + ") -ge 2 ]; do :; done\n");
        CompletableFuture<Path> other = CompletableFuture.supplyAsync(() -> {
            try {
                return prepared("one");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Path two = prepared("two");
        assertEquals(other.join(), two);
        assertEquals(List.of("init", "init"), Files.readAllLines(folder.resolve("runs")));
        assertTrue(Files.exists(two.resolve("registry/aws")));
    }

    /** A stand-in for {@code terraform init} that has 5.98.0 and 5.100.0, as the registry's newest. */
    @ParameterizedTest
    @CsvSource({"5.98.0,5.98.0,1", "5.97.0,5.100.0,2"})
    void whatIsLockedIsUsedIfItIsThere(String locked, String used, int runs) throws IOException {
        Files.writeString(
                program,
                """
        #!/bin/bash
        echo init >> RUNS
        version=5.100.0
        if [ -f .terraform.lock.hcl ]; then
          grep -q 'provider "HOST/hashicorp/aws"' .terraform.lock.hcl || exit 1
          version=$(sed -n 's/ *version = "\\(.*\\)"/\\1/p' .terraform.lock.hcl)
          case $version in 5.98.0|5.100.0) ;; *) exit 1 ;; esac
        fi
        mkdir -p .terraform/providers
        printf 'provider "HOST/hashicorp/aws" {\\n  version     = "%s"\\n  hashes = [\\n    "h1:a",\\n  ]\\n}\\n' $version > .terraform.lock.hcl
        """
                        .replace("RUNS", folder.resolve("runs").toString())
                        .replace("HOST", Engine.TERRAFORM.registry()));
        SortedMap<String, String> lock = new TreeMap<>(Map.of("hashicorp/aws", locked));
        for (String plan : List.of("one", "two")) {
            Path work = Files.createDirectories(folder.resolve(plan));
            try (PrivateFolder given = new PrivateFolder(program, Map.of(), work)) {
                assertEquals(
                        Map.of("hashicorp/aws", used),
                        new InstalledProviders(folder.resolve("cache"), program, Map.of())
                                .prepare(given, aws(), List.of(), lock));
            }
        }
        assertEquals(runs, Files.readAllLines(folder.resolve("runs")).size(), "installed once for both plans");
    }

    private static ObjectNode aws() {
        ObjectNode root = TerraformJson.object();
        root.putObject("terraform")
                .putObject("required_providers")
                .putObject("aws")
                .put("version", ">= 5.0");
        return root;
    }

    /** The providers that a plan is given. */
    private Path prepared(String plan) throws IOException {
        Path work = Files.createDirectories(folder.resolve(plan));
        try (PrivateFolder given = new PrivateFolder(program, Map.of(), work)) {
            new InstalledProviders(folder.resolve("cache"), program, Map.of()).prepare(given, aws());
            Files.copy(work.resolve(".terraform.lock.hcl"), folder.resolve(plan + ".lock"));
            return work.resolve(".terraform/providers").toRealPath();
        }
    }
}
