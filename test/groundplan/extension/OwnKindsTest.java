package groundplan.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds that a repository's own Java code adds, on the command line. */
class OwnKindsTest {
    private static final String SERVICES = "modules/META-INF/services/groundplan.kernel.KindProvider";
    private static final String UNIT = "modules/shore/BellUnit.java";

    @TempDir
    Path folder;

    private TempProject shop;

    @BeforeEach
    void aRepositoryWithAKindOfItsOwn() {
        shop = Shore.in(TempProject.shop(folder))
                .with(
                        TempProject.DEV,
                        """
                        units:
                          bell:
                            rings_seconds: 30
                        """);
    }

    @Test
    void itIsAKindLikeTheOthersInTheCommands() {
        shop.run("synth").exits(0);
        assertEquals(
                "shop-dev-bell",
                json(folder.resolve("terragrunt/shop/dev/us-east-1/bell/main.tf.json"))
                        .at("/resource/aws_sns_topic/main/name")
                        .asText());
        JsonNode schema = json(folder.resolve("environments/schema.json"));
        assertEquals(
                "Seconds between two rings. Default: 60.",
                schema.at("/definitions/bell/properties/rings_seconds/description")
                        .asText());
        shop.run("list").exits(0).prints("shop/dev/us-east-1/bell ").prints("reads kms");
        shop.run("explain", "shop/dev/us-east-1/bell", "rings_seconds")
                .exits(0)
                .prints("rings_seconds = 30  environments/shop/dev/environment.yaml:3:20")
                .prints("overrides 60  default of bell");
        shop.run("graph", "shop/dev").exits(0).prints("A bell<br><b>bell</b>");
        // What has a price is priced, and of the rest it is said that it has none.
        shop.run("cost", "shop/dev")
                .exits(1)
                .prints("aws_sns_topic.main ")
                .complains("bell aws_sns_platform_application.main: the table has no prices for its type");
        shop.run("synth", "--check").exits(0);
    }

    @Test
    void anEditOfItsCodeSynthesizesUnitsOfOwnKindsAndNoOthers() throws IOException {
        assertTrue(shop.run("synth", "--verbose").exits(0).err().contains("3 synthesized, 0 from the cache"));
        assertTrue(shop.run("synth", "--verbose").exits(0).err().contains("0 synthesized, 3 from the cache"));
        shop.with(UNIT, shop.text(UNIT).replace("Rings every ", "Sounds every "));
        Outcome stale = shop.run("synth", "--check", "--verbose").exits(1);
        assertTrue(stale.err().contains("1 synthesized, 2 from the cache"), stale::toString);
        assertEquals("stale     terragrunt/shop/dev/us-east-1/bell/main.tf.json\n", stale.out());
        assertEquals(2, compiled().size(), "one compilation for each version of the code");
    }

    @Test
    void everyErrorOfTheCompilerIsToldWithItsPositionAndNothingIsWritten() {
        shop.with(UNIT, shop.text(UNIT).replace("ringsSeconds()", "ringSeconds()"))
                .with("modules/shore/Extra.java", "package shore;\n\nclass Extra {\n    int one = \"text\";\n}\n");
        Outcome failed = shop.run("synth").exits(2).complains("2 problems in modules/; nothing was written.");
        assertTrue(
                failed.err().contains("modules/shore/Extra.java:4:15: incompatible types")
                        && failed.err().matches("(?s).*modules/shore/BellUnit.java:\\d+:\\d+: cannot find symbol; .*"),
                failed::toString);
        assertFalse(Files.exists(folder.resolve("terragrunt")), "nothing was written");
        JsonNode problems = shop.run("validate", "--settings-only", "--json")
                .exits(2)
                .json()
                .path("problems");
        assertEquals(2, problems.size(), problems::toString);
        assertEquals(List.of(), compiled(), "what does not compile is not kept");
    }

    @Test
    void aNameOfABuiltInKindOrOfAnotherProvidersIsRefused() {
        shop.with(
                        "modules/shore/More.java",
                        """
                package shore;

                import groundplan.kernel.*;
                import java.util.List;

                public final class More implements KindProvider {
                    public List<Kind<?, ?>> kinds() {
                        return List.of(named("kms"), named("bell"));
                    }

                    private static Kind<?, ?> named(String name) {
                        return new Kind<>(name, Scope.REGIONAL, "another", BellSettings.class, BellOutputs::of, BellUnit::of);
                    }
                }
                """)
                .with(SERVICES, "shore.ShoreKinds\nshore.More\n");
        shop.run("validate", "--settings-only")
                .exits(2)
                .complains("modules/shore/More.java: kind 'kms' of shore.More: a built-in kind, customer managed keys")
                .complains(
                        "modules/shore/More.java: kind 'bell' of shore.More: shore.ShoreKinds provides a kind of this name");
    }

    @Test
    void aFailureOfTheProviderOrOfAUnitIsToldAsThatOfTheRepositorysCode() {
        String provider = "modules/shore/ShoreKinds.java";
        String good = shop.text(provider);
        shop.with(
                provider,
                good.replace(
                        "return List.of",
                        "if (true) throw new IllegalStateException(\"no bell\");\n        return List.of"));
        shop.run("validate", "--settings-only")
                .exits(2)
                .complains("modules/shore/ShoreKinds.java:" + Shore.line(shop, provider, "no bell")
                        + ": shore.ShoreKinds failed: java.lang.IllegalStateException: no bell");
        shop.with(provider, good);
        shop.with(UNIT, shop.text(UNIT).replace("// body", "Integer.parseInt(\"ding\");"));
        shop.run("synth")
                .exits(2)
                .complains(UNIT + ":" + Shore.line(shop, UNIT, "ding")
                        + ": kind 'bell' fails for shop/dev/us-east-1/bell: ")
                .complains("For input string: \"ding\"");
    }

    @Test
    void whatCdktfRefusesIsToldAtTheLineThatAskedForIt() {
        String good = shop.text(UNIT);
        String twice = "new software.constructs.Construct(this, \"twice\");";
        shop.with(UNIT, good.replace("// body", twice + "\n" + twice + " // refused\nadd(null, null);"));
        shop.run("synth")
                .exits(2)
                .complains(UNIT + ":" + Shore.line(shop, UNIT, "// refused")
                        + ": kind 'bell' fails for shop/dev/us-east-1/bell: ")
                .complains("There is already a Construct with name 'twice'");
        shop.with(UNIT, good).run("synth").exits(0);
    }

    @Test
    void whatIsWrongWithAProviderIsToldBeforeAnySettingIsRead() {
        shop.with(SERVICES, "");
        shop.run("validate", "--settings-only")
                .exits(2)
                .complains("modules/shore/ShoreKinds.java: is a KindProvider that is not registered; add the line"
                        + " shore.ShoreKinds to " + SERVICES);
        shop.with(SERVICES, "shore.ShoreKinds\nshore.Nobody\n");
        shop.run("validate", "--settings-only").exits(2).complains("shore.Nobody not found");
        shop.with(SERVICES, "shore.ShoreKinds\n");
        String settings = "modules/shore/BellSettings.java";
        shop.with(settings, shop.text(settings).replace("@Setting(\"Words on it.\")", ""));
        shop.run("validate", "--settings-only")
                .exits(2)
                .complains("shore.BellSettings.words has no @Setting, which says what the key means");
        shop.with("modules/groundplan/kms/Mine.java", "package groundplan.kms;\n\nclass Mine {}\n");
        shop.run("validate", "--settings-only")
                .exits(2)
                .complains("modules/groundplan/kms/Mine.java: is in a package of Groundplan itself");
    }

    @Test
    void aJarDoesAsWellAsSources() throws IOException {
        shop.run("validate", "--settings-only").exits(0);
        Path jar = Files.createDirectories(folder.resolve("modules/lib")).resolve("shore.jar");
        Path classes = compiled().get(0);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream into = new JarOutputStream(file);
                Stream<Path> walk = Files.walk(classes)) {
            for (Path one : walk.filter(Files::isRegularFile).toList()) {
                into.putNextEntry(new JarEntry(classes.relativize(one).toString()));
                Files.copy(one, into);
            }
        }
        TestFiles.delete(folder.resolve("modules/shore"));
        TestFiles.delete(folder.resolve("modules/META-INF"));
        shop.run("explain", "shop/dev/us-east-1/bell", "words").exits(0).prints("(absent)");
    }

    @Test
    void aFolderOfThisNameForSomethingElseIsNotRead() throws IOException {
        TestFiles.delete(folder.resolve("modules"));
        shop.with("modules/vpc/main.tf", "# Terraform's own\n").with(TempProject.DEV, "units: {}\n");
        shop.run("validate", "--settings-only").exits(0);
        assertFalse(Files.exists(shop.home().resolve("cache/kinds")), "nothing is compiled");
    }

    @Test
    void inTheProgramsOwnCheckoutTheFolderIsItsOwn() {
        shop.with("modules/shore/Extra.java", "not Java\n").with(TempProject.DEV, "units: {}\n");
        shop.run("validate", "--settings-only").exits(2);
        shop.run(Map.of("GROUNDPLAN_PROGRAM", folder.toString()), false, "validate", "--settings-only")
                .exits(0);
    }

    private static JsonNode json(Path file) {
        return TerraformJson.read(Repository.text(file));
    }

    private List<Path> compiled() {
        Path cache = shop.home().resolve("cache/kinds");
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(cache)) {
            return list.sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
