package groundplan.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where Terraform gets the AWS provider from, in the order in which the places are asked. */
class ProviderMirrorTest {
    private static final String CONFIGURATION = "TF_CLI_CONFIG_FILE";

    @TempDir
    Path folder;

    private Path home;
    private Path user;
    private Path addOns;
    private final Map<String, String> process = new HashMap<>();

    @BeforeEach
    void aUserWithoutAnything() throws IOException {
        home = folder.resolve("groundplan");
        user = Files.createDirectories(folder.resolve("user"));
        addOns = folder.resolve("add-ons");
        process.put("HOME", user.toString());
        process.put("XDG_DATA_DIRS", folder.resolve("shared").toString());
    }

    @Test
    void withoutAMirrorTheRegistryIsUsed() throws IOException {
        assertEquals(Map.of(), variables());
        assertFalse(
                Files.exists(home),
                () -> "written without need: " + TestFiles.read(home).keySet());
    }

    @Test
    void aNamedMirrorComesFirst() throws IOException {
        Path named = mirror(folder.resolve("named"));
        Files.writeString(user.resolve(".terraformrc"), "provider_installation {}\n");
        mirror(addOns);
        process.put(ProviderMirror.VARIABLE, named.toString());
        assertMirror(named);
    }

    @Test
    void aNamedMirrorThatIsNotThereIsAnError() {
        process.put(ProviderMirror.VARIABLE, folder.resolve("nowhere").toString());
        String message = assertThrows(IOException.class, this::variables).getMessage();
        assertTrue(message.contains(ProviderMirror.VARIABLE) && message.contains("nowhere"), message);
    }

    @Test
    void anEmptyNameIsNoName() throws IOException {
        process.put(ProviderMirror.VARIABLE, "");
        assertEquals(Map.of(), variables());
    }

    @Test
    void whatTerraformsOwnConfigurationSaysStands() throws IOException {
        mirror(addOns);
        Files.writeString(user.resolve(".terraformrc"), "provider_installation {}\n");
        assertEquals(Map.of(), variables());
    }

    @Test
    void aNamedConfigurationStandsForTheUsersOwn() throws IOException {
        mirror(addOns);
        process.put(
                CONFIGURATION,
                Files.writeString(folder.resolve("named.rc"), "provider_installation {}\n")
                        .toString());
        assertEquals(Map.of(), variables());
    }

    @Test
    void aConfigurationThatSaysNothingOfProvidersDoesNotHideTheAddOns() throws IOException {
        Files.writeString(user.resolve(".terraformrc"), "disable_checkpoint = true\n");
        assertMirror(mirror(addOns));
    }

    @Test
    void theFoldersThatTerraformSearchesByItselfNeedNoHelp() throws IOException {
        mirror(addOns);
        for (Path searched : new Path[] {
            user.resolve(".terraform.d/plugins"),
            user.resolve(".local/share/terraform/plugins"),
            folder.resolve("shared/terraform/plugins")
        }) {
            mirror(searched);
            assertEquals(Map.of(), variables(), () -> "with a provider in " + searched);
            TestFiles.delete(searched);
        }
        assertFalse(variables().isEmpty(), "without one of them the add-ons count");
    }

    @Test
    void anUnpackedProviderBelowTheAddOnsIsFound() throws IOException {
        assertMirror(mirror(addOns.resolve("tf-plugins")));
    }

    @Test
    void aFolderWithoutAVersionIsNoMirror() throws IOException {
        Files.createDirectories(addOns.resolve("registry.example.com/hashicorp/aws/latest"));
        assertEquals(Map.of(), variables());
    }

    @Test
    void aNamedConfigurationThatIsMissingIsReplacedByAnEmptyOne() throws IOException {
        process.put(CONFIGURATION, folder.resolve("missing.rc").toString());
        Path empty = Path.of(variables().get(CONFIGURATION));
        assertEquals("", Files.readString(empty), () -> "text of " + empty);
    }

    @Test
    void theConfigurationIsWrittenOnce() throws IOException {
        mirror(addOns);
        Path written = Path.of(variables().get(CONFIGURATION));
        var before = Files.getLastModifiedTime(written);
        variables();
        assertEquals(before, Files.getLastModifiedTime(written), "time of change of the configuration");
        assertEquals(
                1,
                TestFiles.read(home).size(),
                () -> "files in " + home + ": " + TestFiles.read(home).keySet());
    }

    /** Both registries have the same packages; OpenTofu follows links to a package, and not those on the way there. */
    @Test
    void aMirrorOfTerraformsRegistryServesOpenTofuToo() throws IOException {
        Path mirror = addOns.resolve("tf-plugins");
        Path unpacked = Files.createDirectories(
                mirror.resolve(Engine.TERRAFORM.registry() + "/hashicorp/aws/5.100.0/linux_amd64"));
        Files.writeString(unpacked.resolve("terraform-provider-aws"), "program");
        Path packed = Files.createDirectories(mirror.resolve(Engine.TERRAFORM.registry() + "/hashicorp/helm"));
        Files.writeString(packed.resolve("terraform-provider-helm_2.0.0_linux_amd64.zip"), "zip");
        process.put(Engine.VARIABLE, "tofu");
        for (int run = 1; run <= 2; run++) {
            String text = Files.readString(Path.of(variables().get(CONFIGURATION)));
            Path links = Path.of(text.replaceAll("(?s).*path    = \"(" + home + "/mirrors/[^\"]*)\".*", "$1"));
            Path own = links.resolve("registry.opentofu.org/hashicorp");
            assertEquals(
                    "program", Files.readString(own.resolve("aws/5.100.0/linux_amd64/terraform-provider-aws")), text);
            assertTrue(Files.isSymbolicLink(own.resolve("aws/5.100.0/linux_amd64")), "the package is a link");
            assertFalse(Files.isSymbolicLink(own.resolve("aws/5.100.0")), "what leads to it is none");
            assertEquals("zip", Files.readString(own.resolve("helm/terraform-provider-helm_2.0.0_linux_amd64.zip")));
        }
    }

    @Test
    void aMirrorOfItsOwnRegistryIsOpenTofusAsItIs() throws IOException {
        Files.createDirectories(addOns.resolve("registry.opentofu.org/hashicorp/aws/5.100.0/linux_amd64"));
        process.put(Engine.VARIABLE, "tofu");
        assertMirror(addOns);
        assertFalse(Files.exists(home.resolve("mirrors")), "links without need");
    }

    @Test
    void openTofuReadsItsOwnConfigurationBeforeTerraforms() throws IOException {
        mirror(addOns);
        Files.writeString(user.resolve(".terraformrc"), "disable_checkpoint = true\n");
        Files.writeString(user.resolve(".tofurc"), "provider_installation {}\n");
        process.put(Engine.VARIABLE, "tofu");
        assertEquals(Map.of(), variables());
    }

    private Map<String, String> variables() throws IOException {
        return ProviderMirror.variables(process, home, addOns);
    }

    private void assertMirror(Path mirror) throws IOException {
        Path configuration = Path.of(variables().get(CONFIGURATION));
        assertTrue(configuration.startsWith(home), () -> configuration + " is in Groundplan's own folder");
        String text = Files.readString(configuration);
        assertTrue(text.contains("path    = \"" + mirror + "\"\n    include = [\"hashicorp/aws\"]"), text);
    }

    private static Path mirror(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("registry.example.com/hashicorp/aws/5.100.0/linux_amd64"));
        return folder;
    }
}
