package groundplan.workspace;

import groundplan.kernel.EnvironmentSettings;
import groundplan.settings.EnvironmentModel;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Refuses to work on AWS for environments whose account is not known yet. */
public final class KnownAccount {
    private KnownAccount() {}

    /**
     * Returns if all accounts are known, or an emulator is used.
     *
     * @param variables the environment variables for Terraform
     * @throws Failure that says where the accounts belong
     */
    public static void require(Collection<EnvironmentModel> environments, Map<String, String> variables) {
        String open = environments.stream()
                .filter(environment -> environment.settings().accountId().equals(EnvironmentSettings.OPEN_ACCOUNT))
                .map(environment -> environment.at("account_id").toString())
                .distinct()
                .collect(Collectors.joining(", "));
        if (!open.isEmpty()
                && !variables.containsKey("AWS_ENDPOINT_URL")
                && !"true".equals(variables.get("LOCALSTACK"))) {
            throw Failure.badInput(open + ": account_id: " + EnvironmentSettings.OPEN_ACCOUNT
                    + " stands for an account that is not known yet. Write the account, here and in the names of its buckets, with: "
                    + Project.command(variables)
                    + " init --account-id ID. Without one, work on the emulator: --emulator");
        }
    }
}
