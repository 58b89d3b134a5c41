package groundplan.workspace;

import groundplan.kernel.Quota;
import groundplan.kernel.Quotas;
import groundplan.kernel.UnitPath;
import groundplan.quotas.CountedUnit;
import groundplan.quotas.QuotaCounter;
import groundplan.quotas.QuotaUse;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.Problem;
import groundplan.settings.UnitModel;
import groundplan.synth.UnitDocument;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares what units use of the quotas of their accounts with what AWS allows by default, or with what the settings note. Accounts
 * that several environments share, also of different systems, are counted once.
 */
public final class QuotaCheck {
    private final List<EnvironmentModel> environments;
    private final List<QuotaUse> uses;

    /**
     * @param environments all that use the same accounts
     * @param documents the documents of their units
     */
    public QuotaCheck(List<EnvironmentModel> environments, List<UnitDocument> documents) {
        this.environments = environments;
        this.uses = QuotaCounter.count(documents.stream()
                .map(document -> new CountedUnit(
                        document.unit().path().toString(),
                        document.unit().environment().accountId(),
                        document.json()))
                .toList());
    }

    /** Every quota of which something is used, by account, quota and place. */
    public List<QuotaState> states() {
        return uses.stream()
                .map(use -> {
                    Optional<Integer> noted =
                            notes(use).map(NotedQuota::allowed).max(Comparator.naturalOrder());
                    return new QuotaState(use, noted.orElse(use.quota().byDefault()), noted.isPresent());
                })
                .sorted(Comparator.comparing((QuotaState state) -> state.use().account())
                        .thenComparing(state -> state.use().quota().name())
                        .thenComparing(QuotaState::place))
                .toList();
    }

    /** What goes over a quota, each with its place in the settings. */
    public List<Problem> problems() {
        return states().stream().filter(QuotaState::over).map(this::problem).toList();
    }

    /** What the settings of an environment say of a quota. */
    private record NotedQuota(EnvironmentModel environment, String key, int allowed) {}

    private Stream<NotedQuota> notes(QuotaUse use) {
        return of(use.account()).flatMap(environment -> {
            String key = key(use, environment);
            return Optional.ofNullable(environment.settings().quotas().get(key))
                    .map(allowed -> new NotedQuota(environment, key, allowed))
                    .stream();
        });
    }

    private Stream<EnvironmentModel> of(String account) {
        return environments.stream()
                .filter(environment -> environment.settings().accountId().equals(account));
    }

    private static String key(QuotaUse use, EnvironmentModel environment) {
        return Quotas.key(use.quota(), use.region(), environment.settings().region());
    }

    private Problem problem(QuotaState state) {
        QuotaUse use = state.use();
        Quota quota = use.quota();
        if (!quota.adjustable() && quota.per() == Quota.Per.RESOURCE) {
            UnitModel<?, ?> unit = owner(use);
            return new Problem(unit.node().mark(), "units." + unit.path().unit(), refused(state));
        }
        Optional<NotedQuota> note = notes(use).max(Comparator.comparing(NotedQuota::allowed));
        EnvironmentModel environment = note.map(NotedQuota::environment)
                .orElseGet(() -> of(use.account()).findFirst().orElseThrow());
        String key = note.map(of -> "quotas." + of.key()).orElse("account_id");
        return new Problem(
                environment.at(key),
                key,
                quota.adjustable() ? tooMany(state) + raise(state, key(use, environment)) : refused(state));
    }

    /** The unit with the resource that the quota is of, which is not always the one that uses most of it. */
    private UnitModel<?, ?> owner(QuotaUse use) {
        List<UnitModel<?, ?>> units = EnvironmentModel.units(environments);
        String named = use.subject().replaceFirst(" .*", "");
        return units.stream()
                .filter(unit -> unit.path().toString().equals(named))
                .findFirst()
                .orElseGet(() -> units.stream()
                        .filter(unit -> use.byUnit().containsKey(unit.path().toString()))
                        .findFirst()
                        .orElseThrow());
    }

    private static String tooMany(QuotaState state) {
        QuotaUse use = state.use();
        String where = use.quota().per() == Quota.Per.ACCOUNT
                ? ""
                : use.subject().isEmpty()
                        ? " in " + use.region()
                        : use.quota().per() == Quota.Per.ZONE ? " in " + use.subject() : " of " + use.subject();
        return "account " + use.account() + " gets " + use.total() + " "
                + use.quota().what() + where + shares(use) + "; ";
    }

    private static String shares(QuotaUse use) {
        if (use.quota().per() == Quota.Per.RESOURCE) {
            return "";
        }
        Map<String, Double> shares = new TreeMap<>();
        use.byUnit().forEach((unit, amount) -> {
            UnitPath path = UnitPath.parse(unit);
            shares.merge(path.system() + "/" + path.environment(), amount, Double::sum);
        });
        return shares.entrySet().stream()
                .map(share -> share.getKey() + " " + (int) Math.ceil(share.getValue()))
                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String raise(QuotaState state, String key) {
        return (state.noted() ? "the settings note " : "AWS's default is ") + state.allowed() + ". Request more with `"
                + state.request() + "`, and note what AWS grants: quotas: {" + key + ": "
                + state.use().total() + "}";
    }

    private static String refused(QuotaState state) {
        return tooMany(state) + "AWS allows " + state.allowed() + " and raises this quota for nobody";
    }
}
