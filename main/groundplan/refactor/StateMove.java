package groundplan.refactor;

import groundplan.address.ResourceAddress;
import groundplan.kernel.UnitPath;
import groundplan.settings.MovesFile.MoveEntry;
import groundplan.settings.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A move of objects from one unit's state to another's, or within one.
 *
 * @param entry where it is written
 * @param from the unit that has them
 * @param fromAddress their address there; empty for all
 * @param to the unit that gets them
 * @param toAddress their address there; empty if it stays the same
 */
public record StateMove(MoveEntry entry, UnitPath from, String fromAddress, UnitPath to, String toAddress) {
    private static final String KEY = "(?:\\[(?:\\d+|\"(?:[^\"\\\\]|\\\\.)*+\")])?";
    private static final Pattern MODULES =
            Pattern.compile("module\\.[A-Za-z_][\\w-]*" + KEY + "(?:\\.module\\.[A-Za-z_][\\w-]*" + KEY + ")*");

    /**
     * Reads entries.
     *
     * @param units finds a unit by the name that it is given, or tells why there is none
     * @param problems gets what is wrong
     */
    public static List<StateMove> of(
            List<MoveEntry> entries,
            BiFunction<String, Consumer<String>, Optional<UnitPath>> units,
            List<Problem> problems) {
        List<StateMove> moves = new ArrayList<>();
        for (MoveEntry entry : entries) {
            UnitAddress from = UnitAddress.parse(entry.from());
            UnitAddress to = UnitAddress.parse(entry.to());
            Optional<UnitPath> source =
                    units.apply(from.unit(), why -> problems.add(new Problem(entry.fromMark(), "from", why)));
            Optional<UnitPath> target =
                    units.apply(to.unit(), why -> problems.add(new Problem(entry.toMark(), "to", why)));
            int before = problems.size();
            check(entry, from, to, problems);
            if (source.isPresent() && target.isPresent() && problems.size() == before) {
                StateMove move = new StateMove(entry, source.get(), from.address(), target.get(), to.address());
                if (move.from.equals(move.to)
                        && (move.toAddress.isEmpty() || move.fromAddress.equals(move.toAddress))) {
                    problems.add(new Problem(entry.toMark(), "to", "is the same as from"));
                } else {
                    moves.add(move);
                }
            }
        }
        return moves;
    }

    private static void check(MoveEntry entry, UnitAddress from, UnitAddress to, List<Problem> problems) {
        wrong(from).ifPresent(why -> problems.add(new Problem(entry.fromMark(), "from", why)));
        wrong(to).ifPresent(why -> problems.add(new Problem(entry.toMark(), "to", why)));
        boolean matches = from.whole() || from.stars() > 0;
        if (to.stars() > 0 && !matches) {
            problems.add(new Problem(
                    entry.toMark(), "to", "has a *, which stands for what the * in from matches, and from has none"));
        }
        if (!to.whole() && to.stars() == 0 && matches) {
            problems.add(new Problem(
                    entry.toMark(),
                    "to",
                    "names one address for all that from matches; name the unit alone to keep the addresses, or write a *"
                            + " where they differ, such as " + to.unit() + ":"
                            + (from.whole() ? "module.NAME.*" : from.address())));
        }
    }

    private static Optional<String> wrong(UnitAddress place) {
        if (place.address().isEmpty()) {
            return place.toString().isEmpty() ? Optional.of("is empty") : Optional.empty();
        }
        return switch (place.stars()) {
            case 0 ->
                ResourceAddress.find(place.address()).isPresent()
                                || MODULES.matcher(place.address()).matches()
                        ? Optional.empty()
                        : Optional.of(
                                "'" + place.address()
                                        + "' is neither the address of a resource, as TYPE.NAME, nor of a module, as module.NAME");
            case 1 -> Optional.empty();
            default -> Optional.of("'" + place.address() + "' has more than one *");
        };
    }

    /**
     * The new address of an object; empty if the move is not about it.
     *
     * @param resource the address of its resource, with the keys of modules
     * @param key the key of the instance in brackets; empty for a single one
     */
    Optional<String> moved(String resource, String key) {
        // Without an address all objects are moved.
        String pattern = fromAddress.isEmpty() ? UnitAddress.ANY : fromAddress;
        int star = new UnitAddress("", pattern).star(0);
        return star < 0 ? exactly(resource + key) : matched(pattern, star, resource, key);
    }

    private Optional<String> exactly(String instance) {
        if (!instance.startsWith(fromAddress)) {
            return Optional.empty();
        }
        String rest = instance.substring(fromAddress.length());
        return rest.isEmpty() || rest.charAt(0) == '.' || rest.charAt(0) == '['
                ? Optional.of(toAddress.isEmpty() ? instance : toAddress + rest)
                : Optional.empty();
    }

    private Optional<String> matched(String pattern, int star, String resource, String key) {
        String before = pattern.substring(0, star);
        String after = pattern.substring(star + 1);
        if (resource.length() < before.length() + after.length()
                || !resource.startsWith(before)
                || !resource.endsWith(after)) {
            return Optional.empty();
        }
        String any = resource.substring(before.length(), resource.length() - after.length());
        return Optional.of((toAddress.isEmpty() ? resource : filled(any)) + key);
    }

    private String filled(String any) {
        int star = new UnitAddress("", toAddress).star(0);
        return toAddress.substring(0, star) + any + toAddress.substring(star + 1);
    }

    /** Whether an object of the receiving unit may be one that was moved by this. */
    boolean mayHaveMoved(String resource, String key) {
        return new StateMove(entry, to, toAddress.isEmpty() ? fromAddress : toAddress, from, "")
                .moved(resource, key)
                .isPresent();
    }
}
