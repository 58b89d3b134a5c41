package groundplan.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaiversTest {
    private static final String GOOD =
            """
      - check: CKV_AWS_144
        unit: shop/prod/*
        address: aws_s3_bucket.*
        reason: One region is what the recovery plan asks for.
        owner: platform
        expires: 2027-01-31
      """;

    @Test
    void readsAnEntry() throws IOException {
        Waiver waiver = Waivers.parse(GOOD).get(0);
        assertEquals(LocalDate.of(2027, 1, 31), waiver.expires());
        assertTrue(waiver.covers(new Finding("shop/prod/us-east-1/storage", "CKV_AWS_144", "aws_s3_bucket.logs", "")));
    }

    @Test
    void coversNothingElse() throws IOException {
        Waiver waiver = Waivers.parse(GOOD).get(0);
        assertFalse(waiver.covers(new Finding("shop/dev/us-east-1/storage", "CKV_AWS_144", "aws_s3_bucket.logs", "")));
        assertFalse(waiver.covers(new Finding("shop/prod/us-east-1/storage", "CKV_AWS_145", "aws_s3_bucket.logs", "")));
        assertFalse(waiver.covers(
                new Finding("shop/prod/us-east-1/storage", "CKV_AWS_144", "aws_s3_bucket_policy.logs", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check: CKV_AWS_144=check: S3.7",
                "unit: shop/prod/*=unit: shop",
                "owner: platform=owner: ''",
                "owner: platform=team: platform",
                "expires: 2027-01-31=expires: soon",
                "expires: 2027-01-31=unit: a/b",
                "reason: One region is what the recovery plan asks for.=reason: later",
                "  owner: platform\n="
            })
    void refusesAnEntryThatIsNotComplete(String change) {
        String[] parts = change.split("=", 2);
        String bad = GOOD.replace(parts[0], parts[1]);
        assertFalse(bad.equals(GOOD), change);
        assertThrows(IOException.class, () -> Waivers.parse(bad));
    }
}
