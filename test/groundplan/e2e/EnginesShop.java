package groundplan.e2e;

import groundplan.states.S3States;
import groundplan.terraform.Engine;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * {@code shop/dev} on an emulator of its own, with a bucket for its states, where Groundplan finds the engine by itself.
 *
 * @param project its settings
 * @param emulator what runs it
 */
record EnginesShop(TempProject project, OwnEmulator emulator) implements AutoCloseable {
    static final String BUCKET = "shop-terraform-state";

    static EnginesShop in(Path folder, String settings) throws IOException {
        TempProject project = TempProject.shop(folder).with(TempProject.SYSTEM, settings);
        EnginesShop shop = new EnginesShop(project, new OwnEmulator(project, 0));
        try (S3Client s3 = shop.s3()) {
            shop.emulator.variables().remove(Engine.PATH);
            s3.createBucket(request -> request.bucket(BUCKET));
        } catch (RuntimeException failed) {
            shop.close();
            throw failed;
        }
        return shop;
    }

    /** The state of a unit, such as {@code us-east-1/kms}, as it is stored. */
    String state(String unit) {
        try (S3Client s3 = s3()) {
            return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("dev/" + unit + "/terraform.tfstate"))
                    .asUtf8String();
        }
    }

    S3Client s3() {
        try {
            return new S3States(project.environments().get(0).settings(), emulator.variables())
                    .clients()
                    .s3();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        emulator.close();
    }
}
