package recontrast.data;

import java.util.stream.Stream;

/**
 * MVTec LOCO (Bergmann et al., IJCV 2022) as published: MVTec AD's layout with the defects {@code logical_anomalies}
 * and {@code structural_anomalies}, a folder of masks for each image, and good images for validation.
 */
final class MvtecLoco {

    private static final String NAME = "MVTec LOCO";

    private MvtecLoco() {
    }

    static boolean isCategory(Folder folder) {
        return CategoryFolder.isAt(folder) && Stream.of("logical_anomalies", "structural_anomalies")
                .anyMatch(anomalies -> folder.in("test", anomalies).exists());
    }

    static boolean isAt(Folder folder) {
        return folder.folders().stream().anyMatch(MvtecLoco::isCategory);
    }

    static Dataset categoryAt(Folder folder) {
        return new SingleCategory(new CategoryFolder(folder, NAME).category());
    }

    static Dataset at(Folder folder) {
        return new CategoryFolders(folder, NAME);
    }
}
