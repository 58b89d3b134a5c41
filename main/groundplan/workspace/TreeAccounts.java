package groundplan.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.aws.CallerIdentity;
import groundplan.aws.CurrentAccount;
import groundplan.kernel.UnitContext;
import groundplan.plan.PlannableUnit;
import groundplan.tree.TreeUnit;
import groundplan.tree.UnitTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whose the credentials are that the AWS providers of a tree work with, and whether they are of the accounts that these allow. A
 * provider with a role or keys of its own works as another identity and is not judged; one with a profile is judged by that.
 */
final class TreeAccounts {
    private static final List<String> OWN_IDENTITY =
            List.of("assume_role", "assume_role_with_web_identity", "access_key", "shared_credentials_files");

    /**
     * The accounts that a provider may work in.
     *
     * @param ids their numbers; empty if any
     * @param says who says so
     */
    private record Allowed(List<String> ids, String says) {}

    private static final Comparator<Allowed> BY_TEXT =
            Comparator.comparing(allowed -> String.join(",", allowed.ids()) + allowed.says());

    private final Map<String, String> variables;
    private final String region;
    private final SortedSet<String> told = new TreeSet<>();
    private final SortedSet<String> problems = new TreeSet<>();

    private TreeAccounts(Map<String, String> variables) {
        this.variables = variables;
        this.region = Stream.of("AWS_REGION", "AWS_DEFAULT_REGION")
                .map(name -> variables.getOrDefault(name, ""))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(UnitContext.GLOBAL_REGION);
    }

    /**
     * Asks STS whose the credentials are; one request for each profile. On an emulator, and where no credentials are configured or no
     * unit works in AWS, nothing is asked.
     *
     * @return what to tell of them, a line for each
     * @throws Failure when they do not work, or are of another account than a provider allows
     */
    static List<String> of(UnitTree tree, Map<String, String> variables) {
        if (TerraformVariables.onEmulator(variables)) {
            return List.of();
        }
        TreeAccounts accounts = new TreeAccounts(variables);
        SortedMap<String, SortedMap<Allowed, List<String>>> units = new TreeMap<>();
        for (TreeUnit unit : tree.units()) {
            for (PlannableUnit.Provider provider : unit.unit().providers()) {
                JsonNode with = provider.configuration().value();
                if (provider.name().equals("aws") && OWN_IDENTITY.stream().noneMatch(with::has)) {
                    units.computeIfAbsent(text(with.path("profile")).orElse(""), same -> new TreeMap<>(BY_TEXT))
                            .computeIfAbsent(allowed(unit, with), same -> new ArrayList<>())
                            .add(unit.unit().path().toString());
                }
            }
        }
        units.forEach(accounts::judge);
        if (!accounts.problems.isEmpty()) {
            throw Failure.failed(String.join("\n", accounts.problems));
        }
        return List.copyOf(accounts.told);
    }

    private void judge(String profile, SortedMap<Allowed, List<String>> units) {
        Map<String, String> with = new TreeMap<>(variables);
        if (!profile.isEmpty()) {
            with.put("AWS_PROFILE", profile);
            List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
                    .forEach(with::remove);
        }
        Optional<CallerIdentity> caller;
        try {
            caller = new CurrentAccount(with, region).caller();
        } catch (IOException e) {
            problems.add("the AWS credentials do not work that the tree's providers are to use: " + e.getMessage()
                    + "; see docs/credentials.md");
            return;
        }
        if (caller.isEmpty()) {
            return;
        }
        String whose = "account " + caller.get().account() + ": " + caller.get().arn() + ", from "
                + caller.get().source();
        told.add("The credentials are of " + whose);
        units.forEach((allowed, paths) -> {
            if (!allowed.ids().isEmpty() && !allowed.ids().contains(caller.get().account())) {
                problems.add(paths.get(0) + (paths.size() == 1 ? "" : " and " + (paths.size() - 1) + " more")
                        + ": " + allowed.says() + ", and the credentials are of " + whose + ". Use credentials of "
                        + allowed.ids().get(0) + ", such as AWS_PROFILE=NAME"
                        + caller.get()
                                .before()
                                .map(variable -> " (unset " + variable + ")")
                                .orElse("")
                        + "; see docs/credentials.md");
            }
        });
    }

    /** What the provider says comes before what a file of the tree says, which is there to be put into providers. */
    private static Allowed allowed(TreeUnit unit, JsonNode with) {
        List<String> ids = ids(with.path("allowed_account_ids"));
        if (ids.isEmpty() && unit.account().isPresent()) {
            return new Allowed(
                    List.of(unit.account().get().id()),
                    unit.account().get().place() + " names account "
                            + unit.account().get().id());
        }
        return new Allowed(ids, "the provider allows account " + String.join(", ", ids) + " (allowed_account_ids)");
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() && !value.asText().contains("${") ? Optional.of(value.asText()) : Optional.empty();
    }

    /** Empty if they are not all known before a plan. */
    private static List<String> ids(JsonNode value) {
        List<String> ids = new ArrayList<>();
        for (JsonNode id : value) {
            if (!id.asText().matches("[0-9]{12}")) {
                return List.of();
            }
            ids.add(id.asText());
        }
        return ids;
    }
}
