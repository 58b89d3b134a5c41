package groundplan.promote;

import groundplan.settings.EnvironmentModel;
import groundplan.settings.Node;
import groundplan.settings.SettingsTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The differences between two environments of a system, and how they are promoted from the first to the second. */
public final class Promotion {
    /**
     * A setting whose values differ.
     *
     * @param key its key, the same in both
     * @param from its value in the source environment; empty if there is none
     * @param to its value in the target environment; empty if there is none
     * @param promotable whether it is promoted if no keys are given
     */
    public record Difference(SettingKey key, Optional<Node> from, Optional<Node> to, boolean promotable) {}

    private final EnvironmentModel from;
    private final EnvironmentModel to;
    private final SortedMap<SettingKey, SettingKey.Value> source;
    private final SortedMap<SettingKey, SettingKey.Value> target;

    /** Compares two environments of one system. */
    public Promotion(EnvironmentModel from, EnvironmentModel to) {
        this.from = from;
        this.to = to;
        this.source = SettingKey.of(from);
        this.target = SettingKey.of(to);
    }

    /** The environment that values are copied from. */
    public EnvironmentModel from() {
        return from;
    }

    /** The environment that values are copied to. */
    public EnvironmentModel to() {
        return to;
    }

    /** The differences in units that both have. */
    public List<Difference> differences() {
        SortedSet<SettingKey> keys = new TreeSet<>(source.keySet());
        keys.addAll(target.keySet());
        SortedSet<String> common = places(source);
        common.retainAll(places(target));
        List<Difference> found = new ArrayList<>();
        for (SettingKey key : keys) {
            Optional<Node> one = Optional.ofNullable(source.get(key)).flatMap(SettingKey.Value::node);
            Optional<Node> other = Optional.ofNullable(target.get(key)).flatMap(SettingKey.Value::node);
            boolean same = one.isEmpty() && other.isEmpty()
                    || one.isPresent() && other.isPresent() && Node.same(one.get(), other.get());
            if (!same && common.contains(key.place())) {
                SettingKey.Value known = source.containsKey(key) ? source.get(key) : target.get(key);
                found.add(new Difference(key, one, other, known.promotable()));
            }
        }
        return found;
    }

    /** The units that only one of the two has: the first if {@code ofFirst}, otherwise the second. */
    public List<String> alone(boolean ofFirst) {
        SortedSet<String> own = places(ofFirst ? source : target);
        own.removeAll(places(ofFirst ? target : source));
        return List.copyOf(own);
    }

    /**
     * The differences to promote.
     *
     * @param only patterns of keys; empty for all promotable keys
     * @throws NotPromotable when a pattern matches no difference
     */
    public List<Difference> chosen(List<String> only) {
        List<Difference> all = differences();
        List<Pattern> patterns = only.stream().map(SettingKey::pattern).toList();
        for (int i = 0; i < patterns.size(); i++) {
            Pattern pattern = patterns.get(i);
            if (all.stream()
                    .noneMatch(difference ->
                            pattern.matcher(difference.key().toString()).matches())) {
                throw new NotPromotable("no key that differs between " + from.path() + " and " + to.path()
                        + " matches '" + only.get(i) + "'");
            }
        }
        return all.stream()
                .filter(difference -> patterns.isEmpty()
                        ? difference.promotable()
                        : patterns.stream().anyMatch(pattern -> pattern.matcher(
                                        difference.key().toString())
                                .matches()))
                .toList();
    }

    /**
     * Edits the second environment's files so that they give the first one's values.
     *
     * @param files receives the edits
     * @return what was done for each key
     * @throws NotPromotable when the environment's files cannot express it
     */
    public Map<SettingKey, String> move(List<Difference> chosen, SettingsFiles files) {
        Map<SettingKey, String> done = new TreeMap<>();
        for (Difference difference : chosen) {
            if (!followsPrimary(difference, chosen)) {
                done.put(difference.key(), move(difference, files));
            } else {
                done.put(
                        difference.key(),
                        "follows the unit of the same name in " + to.settings().region());
            }
        }
        return done;
    }

    private String move(Difference difference, SettingsFiles files) {
        SettingKey key = difference.key();
        SettingKey.Value value = target.containsKey(key) ? target.get(key) : source.get(key);
        List<String> steps = SettingKey.inFile(value.unit(), key.path());
        Optional<String> own = difference.to().map(node -> node.mark().file()).filter(this::isOwn);
        Optional<Node> inherited = difference.to().isEmpty() || !target.containsKey(key)
                ? Optional.empty()
                : target.get(key).setting().inherited();
        if (difference.from().isEmpty()) {
            if (own.isEmpty() || inherited.isPresent()) {
                throw new NotPromotable(
                        key + " has no value in " + from.path() + ", and " + to.path() + " inherits one from "
                                + inherited.or(difference::to).orElseThrow().mark() + ": its files cannot remove it");
            }
            files.remove(own.get(), steps);
            return "removed from " + own.get();
        }
        Node wanted = difference.from().get();
        if (own.isPresent() && inherited.isPresent() && Node.same(inherited.get(), wanted)) {
            files.remove(own.get(), steps);
            return "removed from " + own.get() + ": inherited from "
                    + inherited.get().mark();
        }
        String file = own.orElseGet(() -> fileFor(key));
        files.set(file, steps, wanted);
        return (own.isPresent() ? "set in " : "added to ") + file;
    }

    /**
     * Whether a unit in another region has its value from the same place as the unit of that name in the primary region, and so
     * gets the new one from there too.
     */
    private boolean followsPrimary(Difference difference, List<Difference> chosen) {
        String place = difference.key().place();
        String region = place.contains("/") ? place.substring(0, place.indexOf('/')) : "";
        if (!groundplan.kernel.UnitPath.isRegion(region)) {
            return false;
        }
        SettingKey primary = new SettingKey(
                place.substring(region.length() + 1), difference.key().path());
        return chosen.stream()
                .anyMatch(other -> other.key().equals(primary)
                        && other.to().map(Node::mark).equals(difference.to().map(Node::mark))
                        && other.from().isPresent()
                        && difference.from().isPresent()
                        && Node.same(other.from().get(), difference.from().get()));
    }

    private boolean isOwn(String file) {
        return file.startsWith(SettingsTree.FOLDER + "/" + to.path() + "/");
    }

    /** The environment's file of the highest layer that configures the unit. */
    private String fileFor(SettingKey key) {
        List<String> files = target.entrySet().stream()
                .filter(entry -> entry.getKey().place().equals(key.place()))
                .flatMap(entry -> entry.getValue().unit().stream())
                .findFirst()
                .map(unit -> unit.files().stream().filter(this::isOwn).toList())
                .orElse(List.of());
        return files.isEmpty()
                ? SettingsTree.FOLDER + "/" + to.path() + "/" + SettingsTree.ENVIRONMENT_FILE
                : files.get(files.size() - 1);
    }

    private static SortedSet<String> places(SortedMap<SettingKey, SettingKey.Value> values) {
        SortedSet<String> places = new TreeSet<>();
        values.keySet().forEach(key -> places.add(key.place()));
        return places;
    }

    /** The promotion is not possible. */
    public static final class NotPromotable extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotPromotable(String why) {
            super(why);
        }
    }
}
