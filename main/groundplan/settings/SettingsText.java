package groundplan.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** Reads a file of the settings as text, and reports what is wrong with it at its position. */
final class SettingsText {
    private SettingsText() {}

    /** Whether opening the path could wait for ever or have an effect: a FIFO, a socket or a device. A broken link is none. */
    static boolean isSpecial(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).isOther();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The problem of such a path. */
    static Problem special(SourceLocation file) {
        return new Problem(file, "", "is a FIFO, a socket or a device; a settings file is expected here");
    }

    /**
     * The text of a file.
     *
     * @param name what messages call the file
     * @return empty when there were problems
     */
    static Optional<String> read(Path file, String name, List<Problem> problems) {
        SourceLocation whole = new SourceLocation(name, 0, 0);
        try {
            if (Files.isDirectory(file)) {
                problems.add(new Problem(whole, "", "is a directory; a settings file is expected here"));
                return Optional.empty();
            }
            if (isSpecial(file)) {
                problems.add(special(whole));
                return Optional.empty();
            }
            return decoded(Files.readAllBytes(file), name, problems);
        } catch (AccessDeniedException e) {
            problems.add(new Problem(whole, "", "cannot be read: permission denied"));
        } catch (NoSuchFileException e) {
            problems.add(new Problem(whole, "", "cannot be read: it is a broken symbolic link"));
        } catch (FileSystemException e) {
            problems.add(new Problem(whole, "", "cannot be read: " + e.getReason()));
        } catch (IOException e) {
            problems.add(new Problem(whole, "", "cannot be read: " + e.getMessage()));
        }
        return Optional.empty();
    }

    private static Optional<String> decoded(byte[] bytes, String name, List<Problem> problems)
            throws CharacterCodingException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (result.isError()) {
            problems.add(new Problem(
                    at(name, text.toString(), text.length()),
                    "",
                    "is not UTF-8 text from here on; save it with that encoding"));
            return Optional.empty();
        }
        int before = problems.size();
        // Some editors begin a file with a byte order mark.
        int start = text.length() > 0 && text.charAt(0) == '\ufeff' ? 1 : 0;
        String all = text.toString();
        Characters.refused(all, start)
                .ifPresent(index -> problems.add(
                        new Problem(at(name, all, index), "", Characters.problem(all.codePointAt(index)))));
        return problems.size() == before ? Optional.of(all) : Optional.empty();
    }

    private static SourceLocation at(String name, String text, int index) {
        String before = text.substring(0, index);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new SourceLocation(name, line, index - before.lastIndexOf('\n'));
    }
}
