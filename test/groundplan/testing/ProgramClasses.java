package groundplan.testing;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import groundplan.cli.Main;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** The program's compiled classes. */
public final class ProgramClasses {
    private ProgramClasses() {}

    /** The folder in which the build put them. */
    public static Path folder() {
        try {
            return Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What ArchUnit reads in them: once for the whole test run. */
    public static JavaClasses imported() {
        return Imported.ALL;
    }

    private static final class Imported {
        static final JavaClasses ALL = new ClassFileImporter().importPath(folder());
    }
}
