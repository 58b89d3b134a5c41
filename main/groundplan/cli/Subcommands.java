package groundplan.cli;

import groundplan.cli.github.GithubCommand;
import groundplan.cli.promotion.PromoteCommand;
import groundplan.cli.promotion.PromotionCommand;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The commands, in the order of the help. Picocli builds the options of all commands before it reads the first
 * argument, which took most of the time of a short command, so it is given only the commands that the arguments need.
 */
final class Subcommands {
    private static final List<Class<?>> ALL = List.of(
            ValidateCommand.class,
            FmtCommand.class,
            ExplainCommand.class,
            ListCommand.class,
            KindsCommand.class,
            GraphCommand.class,
            CostCommand.class,
            QuotasCommand.class,
            PermissionsCommand.class,
            SynthCommand.class,
            PlanCommand.class,
            ShowCommand.class,
            ApplyCommand.class,
            DestroyCommand.class,
            AffectedCommand.class,
            ImportCommand.class,
            RefactorCommand.class,
            RunCommand.class,
            OutputCommand.class,
            StateCommand.class,
            UnlockCommand.class,
            BootstrapCommand.class,
            CompareCommand.class,
            PromoteCommand.class,
            PromotionCommand.class,
            DriftCommand.class,
            GithubCommand.class,
            ScriptCommand.class,
            EmulatorCommand.class,
            EnvCommand.class,
            InitCommand.class,
            NewCommand.class,
            DoctorCommand.class,
            VersionCommand.class,
            GenerateCompletionCommand.class,
            CompleteCommand.class);

    private Subcommands() {}

    /** Adds all of them. */
    static void addAll(CommandLine root) {
        ALL.forEach(root::addSubcommand);
    }

    /**
     * Adds the commands that the arguments need: the one that they name; only names and descriptions for the list of commands;
     * none for the version; and all of them otherwise, for picocli's messages about unknown commands.
     */
    static void addFor(CommandLine root, String... arguments) {
        int place = 0;
        boolean asked = false;
        boolean version = false;
        while (place < arguments.length && arguments[place].startsWith("-")) {
            String name = arguments[place].replaceFirst("=.*", "");
            OptionSpec option = root.getCommandSpec().findOption(name);
            if (option == null) {
                addAll(root);
                return;
            }
            asked |= option.usageHelp() || option.versionHelp();
            version |= option.versionHelp();
            boolean valueFollows = option.arity().min() > 0 && name.equals(arguments[place]);
            place += valueFollows ? 2 : 1;
        }
        if (place >= arguments.length) {
            if (!version) {
                ALL.forEach(type -> root.addSubcommand(name(type), named(type)));
            }
            return;
        }
        String wanted = arguments[place];
        Optional<Class<?>> named =
                ALL.stream().filter(type -> name(type).equals(wanted)).findFirst();
        if (wanted.equals(CompleteCommand.NAME) && !asked) {
            addCompleted(root, List.of(arguments).subList(place + 1, arguments.length));
        } else if (asked || named.isEmpty()) {
            addAll(root);
        } else {
            root.addSubcommand(named.get());
        }
    }

    /** The names of all commands, in the order of the help. */
    static List<String> names() {
        return ALL.stream().map(Subcommands::name).toList();
    }

    /** Adds the commands that are needed to complete a word: those of the words before it. */
    private static void addCompleted(CommandLine root, List<String> given) {
        List<String> words = given.isEmpty() || !given.get(0).equals("--") ? given : given.subList(1, given.size());
        addFor(root, words.subList(0, Math.max(0, words.size() - 1)).toArray(String[]::new));
        root.getCommandSpec().removeSubcommand(CompleteCommand.NAME);
        root.addSubcommand(CompleteCommand.class);
    }

    private static String name(Class<?> type) {
        return type.getAnnotation(Command.class).name();
    }

    /** A command's line in the list of commands. */
    private static CommandSpec named(Class<?> type) {
        Command command = type.getAnnotation(Command.class);
        CommandSpec spec = CommandSpec.create().name(command.name());
        spec.usageMessage()
                .header(command.header())
                .description(command.description())
                .hidden(command.hidden());
        return spec;
    }
}
