package groundplan.aws;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which profile is used for which account, where a run has several: {@value #VARIABLE} is a list such as
 * {@code 111111111111=shop-dev,222222222222=shop-prod}. The entry {@value #AUTO} stands for the profiles that say which account they are
 * of. {@code root.hcl} reads the same variable.
 */
public final class AccountProfiles {
    /** The variable. */
    public static final String VARIABLE = "GROUNDPLAN_PROFILES";

    private static final String AUTO = "auto";

    /** What comes before a profile: a program that gets one must not have these. */
    private static final List<String> BEFORE_PROFILES =
            List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_WEB_IDENTITY_TOKEN_FILE");

    /** What only some of the tools read: all are to have the same identity. */
    private static final List<String> NOT_READ_BY_ALL =
            List.of("AWS_ACCESS_KEY", "AWS_SECRET_KEY", AwsConfigFiles.DEFAULT_PROFILE);

    private AccountProfiles() {}

    /**
     * Replaces {@value #AUTO} by what it stands for, and the variables that only some tools read by those that all read.
     *
     * @param variables the environment variables, which are changed
     * @param accounts the accounts that are worked in
     * @throws IllegalArgumentException when the variable has another form, or when two profiles are of one account
     */
    public static void settle(Map<String, String> variables, Collection<String> accounts) {
        AwsConfigFiles files = new AwsConfigFiles(variables);
        files.named().ifPresent(name -> variables.put("AWS_PROFILE", name));
        NOT_READ_BY_ALL.forEach(name -> variables.computeIfPresent(name, (key, value) -> ""));
        SortedMap<String, String> chosen = explicit(variables);
        if (chosen.remove(AUTO) != null) {
            SortedMap<String, String> known = files.accounts();
            accounts.stream().filter(account -> !chosen.containsKey(account)).forEach(account -> {
                List<String> found = of(known, account);
                if (found.size() > 1) {
                    throw new IllegalArgumentException("several profiles in " + files.config() + " are of account "
                            + account + ": " + String.join(", ", found) + ". Choose one: " + VARIABLE + "=" + AUTO + ","
                            + account + "=" + found.get(0));
                }
            });
            known.values().stream()
                    .distinct()
                    .filter(account -> of(known, account).size() == 1)
                    .forEach(account ->
                            chosen.putIfAbsent(account, of(known, account).get(0)));
        }
        if (variables.containsKey(VARIABLE)) {
            variables.put(
                    VARIABLE,
                    chosen.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining(",")));
        }
    }

    /**
     * The variables with which programs work in an account: the same, or with its profile and nothing that comes before profiles. An
     * empty variable is none, for all of the tools.
     */
    public static Map<String, String> variables(Map<String, String> variables, String account) {
        return profile(variables, account)
                .map(profile -> selecting(variables, profile))
                .orElse(variables);
    }

    /** The same variables with a profile, and with nothing that comes before profiles. */
    static Map<String, String> selecting(Map<String, String> variables, String profile) {
        Map<String, String> own = new TreeMap<>(variables);
        BEFORE_PROFILES.forEach(name -> own.put(name, ""));
        own.put("AWS_PROFILE", profile);
        return own;
    }

    /** The profile that {@value #VARIABLE} names for an account; none on an emulator, which has no accounts of their own. */
    public static Optional<String> profile(Map<String, String> variables, String account) {
        return variables.containsKey("AWS_ENDPOINT_URL")
                ? Optional.empty()
                : Optional.ofNullable(explicit(variables).get(account));
    }

    /** Whether {@value #VARIABLE} names a profile, for any account. */
    static boolean has(Map<String, String> variables, String profile) {
        return explicit(variables).containsValue(profile);
    }

    /** The names of the profiles in the configuration files that say they are of an account. */
    public static List<String> naming(Map<String, String> variables, String account) {
        return of(new AwsConfigFiles(variables).accounts(), account);
    }

    private static List<String> of(Map<String, String> known, String account) {
        return known.entrySet().stream()
                .filter(entry -> entry.getValue().equals(account))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static SortedMap<String, String> explicit(Map<String, String> variables) {
        SortedMap<String, String> chosen = new TreeMap<>();
        for (String entry : variables.getOrDefault(VARIABLE, "").split(",")) {
            String[] pair = entry.strip().split("=", 2);
            if (entry.strip().equals(AUTO)) {
                chosen.put(AUTO, "");
            } else if (pair.length == 2 && pair[0].matches("[0-9]{12}") && !pair[1].isBlank()) {
                chosen.put(pair[0], pair[1]);
            } else if (!entry.isBlank()) {
                throw new IllegalArgumentException(VARIABLE + " has '" + entry.strip()
                        + "'; it is a list of ACCOUNT=PROFILE with accounts of twelve digits, such as"
                        + " 111111111111=shop-dev,222222222222=shop-prod, or " + AUTO);
            }
        }
        return chosen;
    }
}
