package groundplan.parts;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings of a secret value, wherever it is kept: what it is for and how it comes about. The value itself is no setting. */
public record KeptValue(
        @Setting(value = "What the value is for.") String description,
        @Setting(value = "Have AWS make the first value. Left out: people enter it, outside of Terraform.")
                Optional<GeneratedValue> generated,
        @Setting(value = "Replace a generated value regularly. Left out: it stays.") Optional<RotationPeriod> rotation,
        @Setting(value = "Cache whose user signs in with the value, from the first one on. Left out: none.")
                @Reads("elasticache")
                Optional<String> cache)
        implements Checked {
    /** ElastiCache takes passwords of up to so many characters. */
    private static final int LONGEST_PASSWORD = 128;

    /** Whether a function has to do with the value. */
    public boolean needsFunction() {
        return rotation.isPresent() || cache.isPresent();
    }

    @Override
    public void check(Check check) {
        check.that(
                rotation.isEmpty() || generated.isPresent(),
                "rotation",
                "only a generated value can be replaced by another; add generated, or leave this out");
        check.that(
                cache.isEmpty() || generated.isPresent(),
                "cache",
                "nobody but AWS should know the password of a cache; add generated");
        generated.filter(form -> cache.isPresent()).ifPresent(form -> {
            check.that(
                    form.excludePunctuation(),
                    "generated.exclude_punctuation",
                    "clients write a cache's password into a URL, where punctuation has a meaning; write true");
            check.that(
                    form.passwordLength() <= LONGEST_PASSWORD,
                    "generated.password_length",
                    form.passwordLength() + " characters are too many; a cache takes " + LONGEST_PASSWORD);
        });
    }

    /**
     * Reports what the settings of a unit break.
     *
     * @param values by name
     * @param key of the values in the settings
     * @param network that the function runs in, if any
     * @param atOnce executions of the function
     */
    public static void check(
            Map<String, KeptValue> values, String key, Optional<String> network, int atOnce, Check check) {
        check.that(atOnce != 0, "reserved_concurrent_executions", "with 0 nothing ever rotates; write 1 or more");
        Map<String, String> caches = caches(values);
        check.that(
                network.isPresent() || caches.isEmpty(),
                "network",
                "a new password is tried on the cache itself, which only the network can reach; name its unit");
        Map<String, String> passwords = new HashMap<>();
        caches.forEach((name, cache) -> {
            String other = passwords.putIfAbsent(cache, name);
            check.that(
                    other == null,
                    key + "." + name + ".cache",
                    "the user of " + cache + " has one password, and " + other + " is it already");
        });
    }

    /** The caches whose users have one of the values as their password, by the value's name. */
    public static Map<String, String> caches(Map<String, KeptValue> values) {
        Map<String, String> caches = new TreeMap<>();
        values.forEach((name, value) -> value.cache().ifPresent(cache -> caches.put(name, cache)));
        return caches;
    }
}
