package groundplan.parts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import groundplan.secrets.SecretsUnit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class FunctionCodeTest {
    @Test
    void theArchiveHoldsTheFileAndNothingElse() throws IOException {
        FunctionCode code = FunctionCode.python(SecretsUnit.class, "rotation.py");
        assertEquals("rotation.handler", code.handler());
        byte[] archive = Base64.getDecoder().decode(code.base64());
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive));
                InputStream file = SecretsUnit.class.getResourceAsStream("rotation.py")) {
            ZipEntry entry = zip.getNextEntry();
            assertEquals("rotation.py", entry.getName());
            assertArrayEquals(file.readAllBytes(), zip.readAllBytes());
            assertEquals(null, zip.getNextEntry());
        }
    }

    @Test
    void sharedFilesLieBesideTheFirst() throws IOException {
        byte[] archive = FunctionCode.python(
                        SecretsUnit.class, "rotation.py", "generated_value.py", "cache_password.py")
                .zip();
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertEquals(List.of("rotation.py", "generated_value.py", "cache_password.py"), names);
    }

    @Test
    void theArchiveIsTheSameInEveryTimeZone() {
        TimeZone here = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            String there = FunctionCode.python(SecretsUnit.class, "rotation.py").sha256();
            TimeZone.setDefault(TimeZone.getTimeZone("America/Lima"));
            assertEquals(
                    there, FunctionCode.python(SecretsUnit.class, "rotation.py").sha256());
        } finally {
            TimeZone.setDefault(here);
        }
    }

    @Test
    void aMissingFileIsNamed() {
        assertThrows(IllegalArgumentException.class, () -> FunctionCode.python(SecretsUnit.class, "none.py"));
    }
}
