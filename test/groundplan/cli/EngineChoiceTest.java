package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.testing.FakeTools;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engine a command works with: what somebody named, or else what is there, as Terragrunt looks for it. */
class EngineChoiceTest {
    private static final String TERRAGRUNT = "#!/bin/bash\nprintf '%s\\n' \"$@\" >\"$0.arguments\"\n";
    private static final String TOFU = "#!/bin/bash\necho 'Some wrapper 9.9.9'\necho 'OpenTofu v1.12.6'\n";

    @TempDir
    static Path seed;

    @TempDir
    Path folder;

    private TempProject shop;
    private FakeTools tools;

    @BeforeAll
    static void aTree() {
        TempProject.shop(seed).run("synth").exits(0);
    }

    @BeforeEach
    void aCopyWithBothEngines() throws IOException {
        TestFiles.copy(seed, folder);
        shop = new TempProject(folder);
        tools = FakeTools.in(
                shop,
                Map.of("terragrunt", TERRAGRUNT, "terraform", "#!/bin/bash\necho Terraform v1.11.4\n", "tofu", TOFU));
    }

    @Test
    void withoutAnyWordItIsTerraform() {
        run(Map.of()).exits(0);
        assertEngine("terraform");
    }

    @Test
    void openTofuOnThePathComesFirst() {
        run(Map.of("PATH", tools.path("") + ":" + System.getenv("PATH"))).exits(0);
        assertEngine("tofu");
    }

    @Test
    void theSettingIsStrongerThanThePathAndTheVariableIsStrongerThanTheSetting() {
        shop.with(TempProject.DEV, "engine: terraform\nunits: {}\n")
                .run("synth")
                .exits(0);
        String path = tools.path("") + ":" + System.getenv("PATH");
        run(Map.of("PATH", path)).exits(0);
        assertEngine("terraform");
        run(Map.of("PATH", path, "GROUNDPLAN_ENGINE", "tofu")).exits(0);
        assertEngine("tofu");
    }

    @Test
    void aProgramThatIsNamedIsTakenForWhatItSaysItIs() {
        Path other = tools.path("tofu");
        run(Map.of("TG_TF_PATH", other.toString())).exits(0);
        assertEngine("tofu");
        run(Map.of("TG_TF_PATH", other.toString(), "GROUNDPLAN_ENGINE", "terraform"))
                .exits(2)
                .complains("TG_TF_PATH names " + other + ", which is OpenTofu, but GROUNDPLAN_ENGINE says terraform");
        run(Map.of("TG_TF_PATH", tools.path("terragrunt").toString()))
                .exits(1)
                .complains("which is neither Terraform nor OpenTofu");
        run(Map.of("TG_TF_PATH", "/no/such/tofu"))
                .exits(1)
                .complains("TG_TF_PATH names /no/such/tofu, which is no program");
    }

    @Test
    void anUnknownEngineIsRefusedInTheVariableAndInTheSettings() {
        run(Map.of("GROUNDPLAN_ENGINE", "pulumi"))
                .exits(2)
                .complains("GROUNDPLAN_ENGINE is 'pulumi'; it has to be one of [terraform, tofu]");
        shop.with(TempProject.DEV, "engine: opentofu\nunits: {}\n")
                .run("validate", "--settings-only")
                .exits(2)
                .complains("environments/shop/dev/environment.yaml:1:9: engine: ");
    }

    @Test
    void environmentsWithDifferentEnginesAreNotRunTogether() {
        shop.with(TempProject.DEV, "engine: terraform\nunits: {}\n")
                .with(
                        "environments/shop/prod/environment.yaml",
                        "engine: tofu\nstate: {bucket: shop-prod-terraform-state}\nunits: {}\n")
                .run("synth")
                .exits(0);
        shop.run(tools.variables(), false, "run", "shop", "plan")
                .exits(2)
                .complains("these environments have different engines");
    }

    @Test
    void theTreeNamesTheEngineOfTheSettingsForTerragrunt() {
        shop.with(TempProject.DEV, "engine: tofu\nunits: {}\n").run("synth").exits(0);
        assertEquals(
                List.of("  engine           = \"tofu\""),
                shop.text("terragrunt/shop/dev/env.hcl")
                        .lines()
                        .filter(line -> line.contains("engine  "))
                        .toList());
    }

    private Outcome run(Map<String, String> further) {
        Map<String, String> variables = new TreeMap<>(tools.variables());
        variables.putAll(further);
        try {
            Files.deleteIfExists(tools.path("terragrunt.arguments"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return shop.run(variables, false, "run", "shop/dev", "plan");
    }

    private void assertEngine(String program) {
        List<String> arguments = tools.noted("terragrunt.arguments");
        assertEquals(
                tools.path(program).toString(),
                arguments.get(arguments.indexOf("--tf-path") + 1),
                () -> "arguments of Terragrunt: " + arguments);
    }
}
