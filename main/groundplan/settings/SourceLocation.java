package groundplan.settings;

/**
 * A position in a settings file.
 *
 * @param file its path relative to the project
 * @param line counted from 1; 0 for the file as a whole, or for a default, which is in no file
 * @param column counted from 1; 0 if only the line is known
 */
public record SourceLocation(String file, int line, int column) {
    /** The position of a default. */
    public static final SourceLocation DEFAULT = new SourceLocation("default", 0, 0);

    @Override
    public String toString() {
        return file + (line == 0 ? "" : ":" + line) + (line == 0 || column == 0 ? "" : ":" + column);
    }
}
