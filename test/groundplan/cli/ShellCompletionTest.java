package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import groundplan.terraform.ProcessRunner;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tab key in Zsh and fish themselves, with a stand-in for the program that writes down what it is asked. Where a shell is not
 * installed its cases are skipped; the nightly workflow installs both.
 */
@Tag("nightly")
class ShellCompletionTest {
    private static final String PROGRAM =
            """
            #!/bin/bash
            printf '%s,' "$@" >"${0%/*}/words"
            case $* in
              *'plan sh') printf '%s\\n' shop/dev shop/prod ;;
              *--format=*) printf '%s\\n' --format=json ;;
              *'shop/dev ne') echo network ;;
            esac
            """;

    /** Zsh in a terminal of its own: types each line, presses the tab key, and prints the line as it then is. */
    private static final String TERMINAL =
            """
            zmodload zsh/zpty
            zpty shell zsh -f -i
            zpty -w shell 'source ./start'
            until [[ $line == *READY* ]]; do zpty -r shell line || exit 8; done
            zpty -w -n shell "$1"$'\\t\\x18'
            until [[ $all == *']]'* ]]; do zpty -r shell line || exit 7; all+=$line; done
            all=${all##*\\[\\[}
            print -r -- "${all%%]]*}"
            zpty -d shell
            """;

    private static final String START =
            """
            PS1=''
            autoload -Uz compinit
            compinit -u -D
            source ./completion
            show() { print -r -- "[[$BUFFER]]"; BUFFER=''; }
            zle -N show
            bindkey '^X' show
            print READY
            """;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "groundplan plan sh                  | groundplan plan shop/                    | plan,sh",
                "./bin/groundplanw plan sh           | ./bin/groundplanw plan shop/             | plan,sh",
                "~/bin/groundplan plan sh            | ~/bin/groundplan plan shop/              | plan,sh",
                "groundplan list --format=js         | groundplan list --format=json            | list,--format=js",
                "groundplan explain shop/dev ne      | groundplan explain shop/dev network       | explain,shop/dev,ne",
                "groundplan show --out 'a b' my      | groundplan show --out 'a b' my\\ plan.json | show,--out,a b,my"
            })
    void zshCompletesWhatTheProgramSaysAndFilesOtherwise(String typed, String line, String words) throws IOException {
        prepare("zsh");
        Files.writeString(folder.resolve("start"), START);
        Files.writeString(folder.resolve("terminal"), TERMINAL);
        assertEquals(line, run("zsh", "-f", "terminal", typed));
        assertEquals("__complete,--," + words + ",", Repository.text(folder.resolve("bin/words")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "groundplan plan sh                  | shop/dev shop/prod | plan,sh",
                "./bin/groundplanw plan sh           | shop/dev shop/prod | plan,sh",
                "~/bin/groundplan plan sh            | shop/dev shop/prod | plan,sh",
                "groundplan list --format=js         | --format=json      | list,--format=js",
                "groundplan explain shop/dev ne      | network            | explain,shop/dev,ne",
                "groundplan show --out 'a b' my      | my plan.json       | show,--out,a b,my"
            })
    void fishOffersWhatTheProgramSaysAndFilesOtherwise(String typed, String offered, String words) throws IOException {
        prepare("fish");
        String script = "source completion; string join ' ' -- (complete -C \"" + typed + "\")";
        assertEquals(offered, run("fish", "--no-config", "-c", script));
        assertEquals("__complete,--," + words + ",", Repository.text(folder.resolve("bin/words")));
    }

    private void prepare(String shell) throws IOException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, shell))),
                shell + " is not installed");
        Files.writeString(
                folder.resolve("completion"),
                new TempProject(folder)
                        .run("generate-completion", shell)
                        .exits(0)
                        .out());
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String name : List.of("groundplan", "groundplanw")) {
            Path program = Files.writeString(bin.resolve(name), PROGRAM);
            if (!program.toFile().setExecutable(true)) {
                throw new IOException(program + " cannot be made executable");
            }
        }
        Files.createFile(folder.resolve("my plan.json"));
    }

    private String run(String... command) throws IOException {
        return new ProcessRunner(
                        List.of(command),
                        folder,
                        Map.of(
                                "HOME",
                                folder.toString(),
                                "PATH",
                                folder.resolve("bin") + ":" + System.getenv("PATH"),
                                "TERM",
                                "dumb"))
                .quietly()
                .output()
                .strip();
    }
}
