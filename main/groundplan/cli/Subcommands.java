package groundplan.cli;

import groundplan.cli.github.GithubCommand;
import groundplan.cli.promotion.PromoteCommand;
import groundplan.cli.promotion.PromotionCommand;
import java.util.List;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The commands, in the order of the help. Picocli makes every option of every command that it is given before it reads the
 * first argument, which took most of the time of a short command: it gets those that the arguments need.
 */
final class Subcommands {
    private static final List<Class<?>> ALL = List.of(
            ValidateCommand.class,
            ExplainCommand.class,
            ListCommand.class,
            GraphCommand.class,
            CostCommand.class,
            SynthCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            DestroyCommand.class,
            AffectedCommand.class,
            ImportCommand.class,
            RunCommand.class,
            BootstrapCommand.class,
            CompareCommand.class,
            PromoteCommand.class,
            PromotionCommand.class,
            DriftCommand.class,
            GithubCommand.class,
            EmulatorCommand.class,
            EnvCommand.class,
            NewCommand.class,
            DoctorCommand.class,
            AutoComplete.GenerateCompletion.class);

    private Subcommands() {}

    /** Adds all of them. */
    static void addAll(CommandLine root) {
        ALL.forEach(root::addSubcommand);
    }

    /**
     * Adds those that the arguments need: the one that they name; for the help of all commands their names, for the version
     * none; otherwise, for picocli's own messages, all.
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
        if (asked || named.isEmpty() || wanted.equals(name(AutoComplete.GenerateCompletion.class))) {
            addAll(root);
        } else {
            root.addSubcommand(named.get());
        }
    }

    private static String name(Class<?> type) {
        return type.getAnnotation(Command.class).name();
    }

    /** What the help of all commands says of one. */
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
