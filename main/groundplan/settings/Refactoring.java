package groundplan.settings;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the next apply does to a unit's state beside creating, changing and destroying. Once it is applied it says nothing any
 * more, and can be taken out of the settings.
 *
 * @param imports things that are there and are taken over, by the address that they get in the unit
 * @param rearrangement what gets another address, or leaves the unit and stays what it is
 */
public record Refactoring(SortedMap<String, Adoption> imports, RefactoringSettings rearrangement) {
    /** Nothing: the usual case. */
    public static final Refactoring NONE = new Refactoring(Collections.emptySortedMap(), RefactoringSettings.NONE);

    public Refactoring {
        imports = Collections.unmodifiableSortedMap(new TreeMap<>(imports));
    }

    /** The same, with these things beside. */
    Refactoring taking(SortedMap<String, Adoption> further) {
        SortedMap<String, Adoption> all = new TreeMap<>(imports);
        all.putAll(further);
        return new Refactoring(all, rearrangement);
    }

    /**
     * A thing that is taken over.
     *
     * @param id its id, in the form in which the provider imports its type
     * @param mark where the settings say so
     */
    public record Adoption(String id, SourceLocation mark) {}
}
