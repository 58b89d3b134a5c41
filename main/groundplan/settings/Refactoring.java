package groundplan.settings;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the next apply does to a unit's state besides creating, changing and destroying resources. Once applied it no longer
 * has an effect, and can be removed from the settings.
 *
 * @param imports existing resources to import, by their address in the unit
 * @param rearrangement resources that get another address, or that the unit gives up without destroying them
 */
public record Refactoring(SortedMap<String, Adoption> imports, RefactoringSettings rearrangement) {
    /** Nothing: the usual case. */
    public static final Refactoring NONE = new Refactoring(Collections.emptySortedMap(), RefactoringSettings.NONE);

    public Refactoring {
        imports = Collections.unmodifiableSortedMap(new TreeMap<>(imports));
    }

    /** The same, with further imports. */
    Refactoring taking(SortedMap<String, Adoption> further) {
        SortedMap<String, Adoption> all = new TreeMap<>(imports);
        all.putAll(further);
        return new Refactoring(all, rearrangement);
    }

    /**
     * An existing resource to import.
     *
     * @param id its id, in the form in which the provider imports its type
     * @param mark its position in the settings
     */
    public record Adoption(String id, SourceLocation mark) {}
}
