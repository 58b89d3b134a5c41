package groundplan.aws;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.profiles.ProfileProperty;

/** The AWS configuration files and the selected profile, as the environment variables of the AWS tools name them. */
final class AwsConfigFiles {
    /** The properties of a profile that tell where credentials come from. */
    private static final Set<String> CREDENTIALS = Set.of(
            ProfileProperty.AWS_ACCESS_KEY_ID,
            ProfileProperty.ROLE_ARN,
            ProfileProperty.CREDENTIAL_PROCESS,
            ProfileProperty.CREDENTIAL_SOURCE,
            ProfileProperty.WEB_IDENTITY_TOKEN_FILE,
            ProfileProperty.LOGIN_SESSION,
            ProfileProperty.SSO_ACCOUNT_ID);

    private final Map<String, String> variables;

    /** @param variables the environment variables */
    AwsConfigFiles(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The name of the selected profile. */
    String profile() {
        return named().orElse("default");
    }

    /** The name of the profile, if {@code AWS_PROFILE} selects one. */
    Optional<String> named() {
        return Optional.ofNullable(variables.get("AWS_PROFILE")).filter(name -> !name.isBlank());
    }

    /** Whether the files have a profile. */
    boolean has(String profile) {
        return supplier().get().profile(profile).isPresent();
    }

    /** Whether the profile tells where credentials come from; some have only a region. */
    boolean hasCredentials() {
        return supplier()
                .get()
                .profile(profile())
                .filter(profile -> profile.properties().keySet().stream().anyMatch(CREDENTIALS::contains))
                .isPresent();
    }

    /**
     * The profile of IAM Identity Center that the profile gets its credentials from, directly or as its {@code source_profile};
     * empty if there is none.
     */
    Optional<String> identityCenter() {
        ProfileFile all = supplier().get();
        Optional<Profile> at = all.profile(profile());
        // Limited to the number of profiles, because a chain of profiles may lead back to itself.
        for (int step = 0; step < all.profiles().size() && at.isPresent(); step++) {
            if (at.get().property(ProfileProperty.SSO_ACCOUNT_ID).isPresent()) {
                return at.map(Profile::name);
            }
            at = at.get().property(ProfileProperty.SOURCE_PROFILE).flatMap(all::profile);
        }
        return Optional.empty();
    }

    /** The files, read again when they change: the keys in them may expire during a long apply. */
    ProfileFileSupplier supplier() {
        List<ProfileFileSupplier> found = new ArrayList<>();
        if (Files.isRegularFile(credentials())) {
            found.add(ProfileFileSupplier.reloadWhenModified(credentials(), ProfileFile.Type.CREDENTIALS));
        }
        if (Files.isRegularFile(config())) {
            found.add(ProfileFileSupplier.reloadWhenModified(config(), ProfileFile.Type.CONFIGURATION));
        }
        return found.isEmpty()
                ? ProfileFileSupplier.fixedProfileFile(ProfileFile.aggregator().build())
                : ProfileFileSupplier.aggregate(found.toArray(ProfileFileSupplier[]::new));
    }

    /** Lets a client take its other settings, such as the number of retries, from the profile. */
    void configure(AwsClientBuilder<?, ?> client) {
        ProfileFileSupplier all = supplier();
        client.overrideConfiguration(
                override -> override.defaultProfileFileSupplier(all).defaultProfileName(profile()));
    }

    /** The file with profiles. */
    Path config() {
        return file("AWS_CONFIG_FILE", "config");
    }

    /** The file with access keys. */
    Path credentials() {
        return file("AWS_SHARED_CREDENTIALS_FILE", "credentials");
    }

    private Path file(String variable, String name) {
        String path = variables.getOrDefault(variable, "");
        String home = variables.getOrDefault("HOME", System.getProperty("user.home"));
        return path.isBlank() ? Path.of(home, ".aws", name) : Path.of(path.replaceFirst("^~(?=/)", home));
    }
}
