package groundplan.repository;

/**
 * What was found of one file of a repository.
 *
 * @param path its path below the repository's root
 * @param state what is to be done with it
 * @param before its content; empty if it does not exist
 * @param after what this version would write
 */
record RepositoryChange(String path, FileState state, String before, String after) {
    /** What is to be done with a file. */
    enum FileState {
        /** It does not exist, and is written. */
        NEW,
        /** It is as this version writes it. */
        SAME,
        /** It is as another version wrote it: an upgrade replaces it. */
        OUTDATED,
        /** Somebody edited it, or wrote it: it is left alone. */
        EDITED,
        /** It was written once and somebody deleted it: it is left out. */
        DELETED
    }
}
