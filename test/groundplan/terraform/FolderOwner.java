package groundplan.terraform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process with a private folder, in which Terraform plans until somebody ends it. */
final class FolderOwner {
    private FolderOwner() {}

    /**
     * Prints the folder once Terraform is at work in it.
     *
     * @param arguments the program to take for Terraform; and {@code apply} for one that applies
     */
    public static void main(String[] arguments) throws IOException {
        try (PrivateFolder folder = new PrivateFolder(Path.of(arguments[0]), Map.of())) {
            folder.write("main.tf.json", "{}");
            Thread told = new Thread(() -> tell(folder.path()));
            told.start();
            if (arguments.length > 1) {
                folder.start(List.of("apply"), PrivateFolder.APPLYING).await();
            } else {
                folder.terraform(List.of("plan"));
            }
        }
    }

    private static void tell(Path folder) {
        while (!Files.exists(folder.resolve("ready"))) {
            Thread.onSpinWait();
        }
        System.out.println(folder);
    }
}
