package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.terraform.ProcessRunner;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Completion: what the program says a word may become, and the scripts of the shells that ask it. */
class CompletionTest {
    @TempDir
    static Path folder;

    private static TempProject shop;

    @BeforeAll
    static void aProject() {
        shop = TempProject.shop(folder)
                .with("environments/shop/prod/environment.yaml", "state: {bucket: shop-prod-states}\n")
                .with(
                        "terragrunt/shop/prod/us-east-1/kms/main.tf.json",
                        "{\"output\": {\"data_key_arn\": {}}, \"resource\": {\"aws_kms_key\": {\"data\": {}}}}")
                .with("terragrunt/shop/prod/us-east-1/kms/terragrunt.hcl", "")
                .with("terragrunt/shop/prod/us-east-1/kms/.terragrunt-cache/x/terragrunt.hcl", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "expl; explain",
                "promot; promote,promotion",
                "promotion ch; check",
                "plan _; shop/dev,shop/prod",
                "plan shop/p; shop/prod",
                "explain shop/d; shop/dev,shop/dev/us-east-1/kms,shop/dev/us-east-1/network",
                "explain shop/prod/; shop/prod/us-east-1/kms",
                "explain shop/dev/us-east-1/network zo; zones",
                "explain shop/dev acc; account_id",
                "plan shop/dev --unit n; network",
                "plan shop/dev --unit us; us-east-1/kms,us-east-1/network",
                "plan shop/dev --unit=k; --unit=kms",
                "list --filter shop/prod,shop/d; shop/prod,shop/dev,shop/prod,shop/dev/us-east-1/kms,shop/prod,shop/dev/us-east-1/network",
                "list --format _; text,json,dot,mermaid",
                "list --format=j; --format=json",
                "list --for; --format",
                "list --no-color --project here --for; --format",
                "run shop/dev ap; apply",
                "promote sh; shop",
                "new environment sh; shop/dev,shop/prod",
                "output shop/prod/us-east-1/kms _; data_key_arn",
                "state shop/prod/us-east-1/kms m; mv",
                "state shop/prod/us-east-1/kms show aws; aws_kms_key.data",
                "generate-completion _; bash,zsh,fish",
                "show _; ",
                "frobnicate _; "
            })
    void aWordIsCompleted(String typed, String expected) {
        List<String> words = new ArrayList<>(List.of("__complete", "--"));
        Stream.of(typed.split(" ")).map(word -> word.equals("_") ? "" : word).forEach(words::add);
        String found = shop.run(words.toArray(String[]::new)).exits(0).out();
        assertEquals(
                expected == null ? "" : expected, String.join(",", found.lines().toList()));
    }

    @Test
    void allCommandsAreCompletedAndHiddenOnesAreNot() {
        List<String> commands =
                shop.run("__complete", "--", "").exits(0).out().lines().toList();
        String help = shop.run("--help").out();
        assertTrue(commands.size() > 20, commands::toString);
        commands.forEach(command -> assertTrue(help.contains("\n  " + command), () -> command + " in " + help));
        assertTrue(!commands.contains("__complete") && !help.contains("__complete"), help);
    }

    @Test
    void nothingIsAnErrorWhileTyping(@TempDir Path empty) {
        TempProject broken = new TempProject(empty);
        assertEquals("", broken.run("__complete", "--", "plan", "").exits(0).err());
        broken.with("environments/shop/system.yaml", "units: [").with("environments/shop/dev/environment.yaml", "a: {");
        assertEquals(
                "shop/dev\n",
                broken.run("__complete", "--", "explain", "").exits(0).out());
        assertEquals(
                "",
                broken.run("__complete", "--", "explain", "shop/dev", "")
                        .exits(0)
                        .err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "./groundplan|explain|shop/d; explain,shop/d; shop/dev,shop/dev/us-east-1/kms",
                "./groundplan|plan|; plan,; shop/dev",
                "./groundplan|list|--format|=|js; list,--format=js; json",
                "./groundplan|list|--format|=; list,--format=; json",
                "./groundplan|list|--filter|=|a|=|b; list,--filter=a=b; x=y"
            })
    void bashAsksTheProgramWithWholeWords(String line, String words, String replies, @TempDir Path work)
            throws IOException {
        Path program = work.resolve("groundplan");
        boolean assigned = words.contains("=");
        String printed = assigned ? words.replaceFirst(".*(--[a-z]+=).*", "$1") : "";
        StringBuilder script = new StringBuilder("#!/bin/bash\nprintf '%s,' \"$@\" >\"$0.words\"\n");
        for (String reply : replies.split(",")) {
            script.append("echo '").append(printed).append(reply).append("'\n");
        }
        Files.writeString(program, script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(
                work.resolve("completion"),
                shop.run("generate-completion").exits(0).out());
        List<String> typed = List.of(line.split("\\|", -1));
        StringBuilder test = new StringBuilder("set -u\nsource ./completion\nCOMP_WORDS=(");
        typed.forEach(word -> test.append('\'').append(word).append("' "));
        test.append(")\nCOMP_CWORD=").append(typed.size() - 1);
        // What Bash would call at a tab.
        test.append("\n_groundplan\nprintf '%s\\n' \"${COMPREPLY[@]}\"\ncomplete -p groundplan\n");
        ProcessRunner.Result result =
                new ProcessRunner(List.of("bash", "--norc", "-c", test.toString()), work, Map.of()).quietly();
        assertEquals(replies.replace(',', '\n') + "\ncomplete -o default -F _groundplan groundplan\n", result.output());
        assertEquals("__complete,--," + words + ",", Repository.text(work.resolve("groundplan.words")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void everyShellHasAScriptThatIsWellFormed(String shell, @TempDir Path work) throws IOException {
        String script = shop.run("generate-completion", shell).exits(0).out();
        assertTrue(script.contains("__complete -- "), script);
        assertTrue(script.contains("groundplanw"), "the wrapper is completed too");
        Path file = Files.writeString(work.resolve("script"), script);
        if (shell.equals("fish")) {
            // Of fish's grammar: each block has its end, each quote its pair.
            assertEquals(
                    count("(?m)^ *(?:function|if|for|while|switch|begin)\\b", script), count("(?m)^ *end$", script));
            script.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> assertTrue(count("'", line) % 2 == 0 && count("\"", line) % 2 == 0, line));
        } else {
            // Zsh's words have the same form here; Bash does not look into expansions before they are used.
            ProcessRunner.Result read =
                    new ProcessRunner(List.of("bash", "-n", file.toString()), work, Map.of()).quietly();
            assertEquals("", read.output());
        }
        shop.run("generate-completion", "tcsh").exits(2).complains("bash, zsh, fish");
    }

    private static long count(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }
}
