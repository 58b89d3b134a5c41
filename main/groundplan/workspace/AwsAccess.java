package groundplan.workspace;

import groundplan.aws.AccountProfiles;
import groundplan.aws.AwsClients;
import groundplan.aws.CallerIdentity;
import groundplan.aws.WorkingRole;
import groundplan.console.StepLog;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.EnvironmentSettings;
import groundplan.settings.EnvironmentModel;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Access to the accounts of the environments that a command works on. It is asked for before anything else is done: an identity of
 * another account would otherwise be noticed only once everything is synthesized, installed and started.
 */
public final class AwsAccess {
    private static final String PAGE = "docs/credentials.md";

    private final Project project;
    private final boolean startEmulator;
    private final String role;
    private final Collection<EnvironmentModel> environments;

    private AwsAccess(Project project, boolean startEmulator, String role, Collection<EnvironmentModel> environments) {
        this.project = project;
        this.startEmulator = startEmulator;
        this.role = role;
        this.environments = environments;
    }

    /**
     * Asks AWS whether the command may work in the account of each environment: one request for each account. On an emulator nothing is
     * asked.
     *
     * @param startEmulator whether the command works on the project's own emulator
     * @param role the role that the command assumes, unless the caller chooses another: see {@link AssumeRoleSettings}
     * @throws Failure when there are no credentials, when they are not valid, or when they are of other accounts; the message names
     *     them all
     */
    public static AwsAccess of(
            Project project, boolean startEmulator, String role, Collection<EnvironmentModel> environments) {
        AwsAccess access = new AwsAccess(project, startEmulator, role, environments);
        if (!startEmulator && !TerraformVariables.onEmulator(project.variables())) {
            KnownAccount.require(environments, project.variables());
            access.check();
        }
        return access;
    }

    /**
     * Access to the buckets of the environments' states alone. Nothing is asked of AWS first: a bucket may let another account read.
     *
     * @param startEmulator whether the command works on the project's own emulator
     */
    public static AwsAccess reading(Project project, boolean startEmulator, Collection<EnvironmentModel> environments) {
        return new AwsAccess(project, startEmulator, AssumeRoleSettings.PLAN, environments);
    }

    /**
     * The variables for Terraform and Terragrunt: with the provider mirror, for automation, and with the profiles of the accounts. If the
     * command works on an emulator, it is started.
     */
    public Map<String, String> variables() throws IOException {
        Map<String, String> variables = TerraformVariables.of(project, startEmulator, role);
        settle(variables);
        return variables;
    }

    private void settle(Map<String, String> variables) {
        if (TerraformVariables.onEmulator(variables)) {
            return;
        }
        try {
            AccountProfiles.settle(
                    variables,
                    environments.stream()
                            .map(environment -> environment.settings().accountId())
                            .toList());
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(e.getMessage());
        }
    }

    private void check() {
        Map<String, String> variables = new TreeMap<>(project.variables());
        settle(variables);
        WorkingRole.choose(variables, role);
        // Environments of one account have the same problem once.
        Set<String> asked = new LinkedHashSet<>();
        Set<String> problems = new LinkedHashSet<>();
        try (StepLog.TimedStep step = StepLog.step("ask AWS for access")) {
            for (EnvironmentModel environment : environments) {
                EnvironmentSettings settings = environment.settings();
                if (asked.add(settings.accountId() + WorkingRole.arn(settings, variables))) {
                    problem(environment, variables, problems);
                }
            }
            step.result(() -> StepLog.count(asked.size(), "account"));
        }
        if (!problems.isEmpty()) {
            throw Failure.failed(String.join("\n", problems));
        }
    }

    private static void problem(EnvironmentModel environment, Map<String, String> variables, Set<String> problems) {
        EnvironmentSettings settings = environment.settings();
        AwsClients clients = new AwsClients(settings, variables);
        try {
            if (WorkingRole.arn(settings, variables).isPresent()) {
                // The settings say that the role is in the account: whoever assumes it works there.
                clients.assumeRole();
                return;
            }
            CallerIdentity caller = clients.caller();
            if (!caller.account().equals(settings.accountId())) {
                problems.add(otherAccount(environment, caller, variables));
            }
        } catch (IOException e) {
            problems.add(e.getMessage());
        }
    }

    private static String otherAccount(
            EnvironmentModel environment, CallerIdentity caller, Map<String, String> variables) {
        String account = environment.settings().accountId();
        List<String> profiles = AccountProfiles.naming(variables, account);
        String choice = profiles.isEmpty() ? "NAME" : profiles.get(0);
        String known =
                switch (profiles.size()) {
                    case 0 -> " (no profile says that it is of that account)";
                    case 1 -> "";
                    default -> " (profiles of that account: " + String.join(", ", profiles) + ")";
                };
        String several = AccountProfiles.VARIABLE + "=" + account + "=" + choice;
        // A profile that was chosen for the account comes before everything else.
        String how = AccountProfiles.profile(variables, account).isPresent()
                ? several
                : caller.before()
                                .map(variable -> "unset " + variable + " and set ")
                                .orElse("") + "AWS_PROFILE=" + choice + ", or for several accounts in one run "
                        + several;
        return environment.path() + " is in account " + account + " (" + environment.at("account_id")
                + "), and the credentials are of account " + caller.account() + ":\n  " + caller.arn() + ", from "
                + caller.source() + ".\nUse credentials of " + account + ": " + how + known + "; see " + PAGE + ".";
    }
}
