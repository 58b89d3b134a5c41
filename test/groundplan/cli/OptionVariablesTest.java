package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.console.Console;
import groundplan.testing.FakeTools;
import groundplan.testing.JavaSources;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Each option is an environment variable too, whatever commands there are. */
class OptionVariablesTest {
    private static final List<String> OWN =
            List.of("--help", "--version", "--auto-approve", "--confirm", "--take-over");

    @TempDir
    Path folder;

    @Test
    void everyOptionHasAVariableAndItsHelpNamesIt() {
        List<String> without = new ArrayList<>();
        for (CommandLine command : commands()) {
            String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF).replaceAll("\\s+", " ");
            for (OptionSpec option : command.getCommandSpec().options()) {
                String name = OptionVariables.name(option).orElse("none");
                if (!OWN.contains(option.longestName())
                        && !(command.getCommandName() + " " + option.longestName()).equals("unlock --force")
                        && !(name.matches("GROUNDPLAN_[A-Z_]+") && help.contains("[" + name + "]"))) {
                    without.add(command.getCommandSpec().qualifiedName() + " " + option.longestName() + ": " + name);
                }
            }
        }
        assertEquals(List.of(), without);
    }

    @Test
    void oneVariableMeansTheSameToAllCommands() {
        Map<String, Set<String>> meanings = new TreeMap<>();
        options().forEach(option -> OptionVariables.name(option)
                .ifPresent(name -> meanings.computeIfAbsent(name, key -> new TreeSet<>())
                        .add(option.longestName() + " " + option.typeInfo().getClassName() + " "
                                + option.typeInfo().getActualGenericTypeArguments())));
        meanings.values().removeIf(types -> types.size() == 1);
        assertEquals(Map.of(), meanings, "variables of options that are not alike");
    }

    @Test
    void noOptionsVariableIsReadForSomethingElse() {
        Pattern name = Pattern.compile("\\bGROUNDPLAN_[A-Z_]+\\b");
        Set<String> read = new TreeSet<>();
        Stream.concat(
                        Stream.of("main", "modules")
                                .flatMap(place -> JavaSources.strings(place).stream())
                                .map(JavaSources.Found::text),
                        Stream.of(
                                        "groundplan",
                                        "main/groundplan/jsii/preload.js",
                                        "main/groundplan/jsii/assemblies.js",
                                        "main/groundplan/jsii/compiled.js",
                                        "terragrunt/root.hcl",
                                        "terragrunt/emulator.hcl")
                                .map(file -> Repository.text(Repository.root().resolve(file))))
                .forEach(text -> name.matcher(text).results().forEach(found -> read.add(found.group())));
        assertTrue(
                read.containsAll(Set.of("GROUNDPLAN_HOME", "GROUNDPLAN_TTY", "GROUNDPLAN_ROLE")),
                () -> "variables: " + read);
        // The scripts get the project in it, and it means the same there.
        read.remove("GROUNDPLAN_PROJECT");
        read.removeIf(variable -> options().stream()
                .noneMatch(option ->
                        OptionVariables.name(option).filter(variable::equals).isPresent()));
        assertEquals(Set.of(), read, "variables that are an option's and something else");
    }

    @Test
    void whatCanBeGivenMoreThanOnceIsSplitAtCommas() {
        assertEquals(
                List.of(),
                options().stream()
                        .filter(OptionSpec::isMultiValue)
                        .filter(option -> option.splitRegex().isEmpty())
                        .map(OptionSpec::longestName)
                        .toList(),
                "a variable can hold one value only of");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "1, true", "false, false", "0, false", "'', false", "' ', false"})
    void aFlagIsTrueOrFalse(String value, boolean json) {
        Outcome list =
                shop().run(Map.of("GROUNDPLAN_JSON", value), false, "list").exits(0);
        assertEquals(json, list.out().startsWith("{"), list::toString);
    }

    @Test
    void theCommandLineCountsBeforeAVariableAndThatBeforeTheDefault() {
        TempProject shop = shop();
        String mermaid = shop.run("list", "--format", "mermaid").exits(0).out();
        Map<String, String> variables = Map.of("GROUNDPLAN_LIST_FORMAT", "mermaid");
        assertEquals(mermaid, shop.run(variables, false, "list").exits(0).out(), "with the variable");
        assertEquals(
                shop.run("list").exits(0).out(),
                shop.run(variables, false, "list", "--format", "text").exits(0).out(),
                "with both");
    }

    @Test
    void aFlagThatAVariableSetsCanBeTakenBack() {
        TempProject shop = shop();
        Map<String, String> variables = Map.of("GROUNDPLAN_JSON", "true");
        assertEquals(
                shop.run("list").out(),
                shop.run(variables, false, "list", "--json=false").exits(0).out());
        assertEquals(
                shop.run("list", "--json").out(),
                shop.run(variables, false, "list", "--json").exits(0).out(),
                "saying it twice takes nothing back");
    }

    @Test
    void aListIsSeparatedByCommas() {
        shop().run(
                        Map.of("GROUNDPLAN_UNIT", "us-east-1/kms,us-east-1/netwrk"),
                        false,
                        "destroy",
                        "shop/dev",
                        "--confirm",
                        "shop/dev")
                .exits(2)
                .complains("shop/dev has no unit 'us-east-1/netwrk'; did you mean 'us-east-1/network'?");
        shop().run(
                        Map.of("GROUNDPLAN_UNIT", "us-east-1/netwrk"),
                        false,
                        "destroy",
                        "shop/dev",
                        "--confirm",
                        "shop/dev",
                        "--unit",
                        "us-east-1/kmss")
                .exits(2)
                .complains("shop/dev has no unit 'us-east-1/kmss'");
    }

    @ParameterizedTest
    @CsvSource({
        "GROUNDPLAN_PARALLELISM, many, run shop/dev plan, 'many' is not a whole number",
        "GROUNDPLAN_LIST_FORMAT, svg, list, but was 'svg'",
        "GROUNDPLAN_JSON, perhaps, list --json, 'perhaps' is not a boolean"
    })
    void aBadValueIsAnErrorThatNamesTheVariable(String name, String value, String command, String complaint) {
        Outcome wrong = shop().run(Map.of(name, value), false, command.split(" "))
                .exits(2)
                .complains("environment variable " + name)
                .complains(complaint)
                .complains("Usage: groundplan");
        assertEquals("", wrong.out(), wrong::toString);
    }

    @Test
    void aBadValueOnTheCommandLineIsNotSaidToBeTheVariables() {
        Outcome wrong = shop().run(
                        Map.of("GROUNDPLAN_PARALLELISM", "2"), false, "run", "shop/dev", "plan", "--parallelism", "x")
                .exits(2)
                .complains("option '--parallelism'");
        assertTrue(!wrong.err().contains("environment variable"), wrong::toString);
    }

    @Test
    void aRequiredOptionCanBeAVariable() {
        shop().run(Map.of("GROUNDPLAN_APPLY_PLAN", folder.resolve("none.json").toString()), false, "apply", "shop/dev")
                .exits(2)
                .complains("there is no file " + folder.resolve("none.json"));
    }

    @Test
    void theProjectCanBeAVariable() {
        Map<String, String> variables = Map.of("GROUNDPLAN_CWD", "/", "GROUNDPLAN_PROJECT", "/nowhere");
        String[] commands = {"validate", "validate --project " + folder, "--project " + folder + " validate"};
        TempProject shop = shop();
        shop.run(variables, false, commands[0].split(" ")).exits(2).complains("/nowhere");
        shop.run(variables, false, commands[1].split(" ")).exits(0);
        shop.run(variables, false, commands[2].split(" ")).exits(0);
        shop.run(Map.of("GROUNDPLAN_CWD", "/", "GROUNDPLAN_PROJECT", folder.toString()), false, "validate")
                .exits(0);
    }

    @Test
    void aValueIsTakenAsItIs() {
        shop().run(Map.of("GROUNDPLAN_PROJECT", "${sys:user.dir}"), false, "validate")
                .exits(2)
                .complains("${sys:user.dir}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GROUNDPLAN_AUTO_APPROVE", "GROUNDPLAN_CONFIRM", "GROUNDPLAN_TAKE_OVER"})
    void consentIsGivenToOneCommandAndNotByAVariable(String name) {
        FakeTools tools = FakeTools.in(shop(), Map.of("terragrunt", "#!/bin/bash\necho ran\n", "terraform", ""));
        Map<String, String> variables = new TreeMap<>(tools.variables());
        variables.put(name, "true");
        shop().run("synth").exits(0);
        shop().run(variables, false, "run", "shop/dev", "apply").exits(2).complains("--auto-approve");
    }

    private TempProject shop() {
        return TempProject.shop(folder).with("terragrunt/root.hcl", "");
    }

    private static List<OptionSpec> options() {
        return commands().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .toList();
    }

    private static List<CommandLine> commands() {
        Console nowhere =
                new Console(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false, false);
        List<CommandLine> all = new ArrayList<>(List.of(Main.commandLine(nowhere, Map.of())));
        for (int i = 0; i < all.size(); i++) {
            all.addAll(all.get(i).getSubcommands().values());
        }
        assertTrue(all.size() > 20, () -> "commands: " + all.size());
        return all;
    }
}
