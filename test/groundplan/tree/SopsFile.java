package groundplan.tree;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes YAML files as SOPS encrypts them for a key of age (age-encryption.org/v1), which is made for the test.
 *
 * @param identity the key, as {@code SOPS_AGE_KEY} takes it
 * @param recipient the public key, 32 bytes
 */
record SopsFile(String identity, byte[] recipient) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int KEY = 32;
    private static final int FILE_KEY = 16;
    private static final int NONCE = 12;

    /** A new key. */
    static SopsFile ofNewKey() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        byte[] encoded = pair.getPrivate().getEncoded();
        byte[] secret = Arrays.copyOfRange(encoded, encoded.length - KEY, encoded.length);
        return new SopsFile(bech32("age-secret-key-", secret).toUpperCase(Locale.ROOT), bytes(pair));
    }

    /**
     * A file.
     *
     * @param values its texts by their paths, with {@code :} between the keys, of which there are at most two
     * @param plain further lines that are not encrypted, as {@code key_unencrypted: text}
     */
    String of(Map<String, String> values, Map<String, String> plain) throws GeneralSecurityException {
        byte[] key = random(KEY);
        MessageDigest digest = MessageDigest.getInstance("SHA-512");
        StringBuilder text = new StringBuilder();
        String section = "";
        for (Map.Entry<String, String> value : values.entrySet()) {
            String[] path = value.getKey().split(":");
            digest.update(value.getValue().getBytes(StandardCharsets.UTF_8));
            if (path.length > 1 && !section.equals(path[0])) {
                section = path[0];
                text.append(section).append(":\n");
            }
            text.append(path.length > 1 ? "    " : "")
                    .append(path[path.length - 1])
                    .append(": ")
                    .append(encrypted(key, value.getValue(), value.getKey() + ":"))
                    .append("\n");
        }
        for (Map.Entry<String, String> line : plain.entrySet()) {
            digest.update(line.getValue().getBytes(StandardCharsets.UTF_8));
            text.append(line.getKey()).append(": ").append(line.getValue()).append("\n");
        }
        String time = "2026-01-02T03:04:05Z";
        String mac = HexFormat.of().withUpperCase().formatHex(digest.digest());
        return text + "sops:\n    age:\n        - recipient: " + bech32("age", recipient) + "\n          enc: |\n"
                + armored(age(key))
                        .lines()
                        .map(line -> "            " + line + "\n")
                        .collect(Collectors.joining())
                + "    lastmodified: \"" + time + "\"\n    mac: " + encrypted(key, mac, time)
                + "\n    unencrypted_suffix: _unencrypted\n    version: 3.10.2\n";
    }

    private static String encrypted(byte[] key, String text, String path) throws GeneralSecurityException {
        byte[] iv = random(KEY);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
        cipher.updateAAD(path.getBytes(StandardCharsets.UTF_8));
        byte[] all = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
        int tag = all.length - FILE_KEY;
        Base64.Encoder base64 = Base64.getEncoder();
        return "ENC[AES256_GCM,data:" + base64.encodeToString(Arrays.copyOf(all, tag)) + ",iv:"
                + base64.encodeToString(iv) + ",tag:" + base64.encodeToString(Arrays.copyOfRange(all, tag, all.length))
                + ",type:str]";
    }

    private byte[] age(byte[] content) throws GeneralSecurityException {
        byte[] fileKey = random(FILE_KEY);
        KeyPair once = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        byte[] share = bytes(once);
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(once.getPrivate());
        byte[] reversed = reversed(recipient);
        agreement.doPhase(
                KeyFactory.getInstance("X25519")
                        .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, reversed))),
                true);
        byte[] wrap = derived(agreement.generateSecret(), joined(share, recipient), "age-encryption.org/v1/X25519");
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        String header = "age-encryption.org/v1\n-> X25519 " + base64.encodeToString(share) + "\n"
                + base64.encodeToString(sealed(wrap, new byte[NONCE], fileKey)) + "\n---";
        String mac = base64.encodeToString(
                hmac(derived(fileKey, new byte[KEY], "header"), header.getBytes(StandardCharsets.US_ASCII)));
        byte[] nonce = random(FILE_KEY);
        byte[] last = new byte[NONCE];
        last[NONCE - 1] = 1;
        return joined(
                (header + " " + mac + "\n").getBytes(StandardCharsets.US_ASCII),
                joined(nonce, sealed(derived(fileKey, nonce, "payload"), last, content)));
    }

    private static String armored(byte[] content) {
        return "-----BEGIN AGE ENCRYPTED FILE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END AGE ENCRYPTED FILE-----\n";
    }

    private static byte[] sealed(byte[] key, byte[] nonce, byte[] content) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
        return cipher.doFinal(content);
    }

    /** HKDF with SHA-256, 32 bytes. */
    private static byte[] derived(byte[] secret, byte[] salt, String info) throws GeneralSecurityException {
        return hmac(hmac(salt, secret), joined(info.getBytes(StandardCharsets.US_ASCII), new byte[] {1}));
    }

    private static byte[] hmac(byte[] key, byte[] content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(content);
    }

    private static byte[] bytes(KeyPair pair) {
        byte[] big = ((XECPublicKey) pair.getPublic()).getU().toByteArray();
        byte[] bytes = new byte[KEY];
        for (int i = 0; i < Math.min(KEY, big.length); i++) {
            bytes[i] = big[big.length - 1 - i];
        }
        return bytes;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] other = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            other[i] = bytes[bytes.length - 1 - i];
        }
        return other;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** BIP 173. */
    private static String bech32(String prefix, byte[] content) {
        int[] groups = new int[(content.length * 8 + 4) / 5 + 6];
        for (int bit = 0; bit < content.length * 8; bit++) {
            groups[bit / 5] |= (content[bit / 8] >> (7 - bit % 8) & 1) << (4 - bit % 5);
        }
        int check = 1;
        for (char one : prefix.toCharArray()) {
            check = step(check) ^ one >> 5;
        }
        check = step(check);
        for (char one : prefix.toCharArray()) {
            check = step(check) ^ one & 31;
        }
        for (int group : groups) {
            check = step(check) ^ group;
        }
        check ^= 1;
        for (int i = 0; i < 6; i++) {
            groups[groups.length - 6 + i] = check >> 5 * (5 - i) & 31;
        }
        return prefix + "1"
                + Arrays.stream(groups)
                        .mapToObj(group -> String.valueOf(LETTERS.charAt(group)))
                        .collect(Collectors.joining());
    }

    private static int step(int check) {
        int[] generators = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
        int next = (check & 0x1ffffff) << 5;
        for (int i = 0; i < generators.length; i++) {
            next ^= (check >> 25 + i & 1) == 1 ? generators[i] : 0;
        }
        return next;
    }
}
