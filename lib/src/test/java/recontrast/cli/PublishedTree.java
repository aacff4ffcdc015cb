package recontrast.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Tiny data sets of noise, in the layouts that the paper's are published in. */
final class PublishedTree {

    private static final int SIDE = 64;
    private static final int HEALTHY = 1002; // two more than are trained on

    private PublishedTree() { }

    /** Two training images, two good and two defective test images of each object, the latter with masks. */
    static Path visa(Path root, String... objects) throws IOException {
        CategoryOnDisk tree = new CategoryOnDisk(root);
        List<String> rows = new ArrayList<>(List.of("object,split,label,image,mask"));
        for (String object : objects) {
            String data = object + "/Data/";
            for (int i = 0; i < 4; i++) {
                String normal = data + "Images/Normal/000" + i + ".JPG";
                tree.image(normal, SIDE);
                rows.add(object + (i < 2 ? ",train" : ",test") + ",normal," + normal + ',');
            }
            for (int i = 0; i < 2; i++) {
                String anomaly = data + "Images/Anomaly/00" + i + ".JPG";
                String mask = data + "Masks/Anomaly/00" + i + ".png";
                tree.image(anomaly, SIDE).image(mask, SIDE);
                rows.add(object + ",test,anomaly," + anomaly + ',' + mask);
            }
        }
        return lines(root, "split_csv/1cls.csv", rows);
    }

    /** Two healthy scans to train on, two healthy ones and one of each disease to test. */
    static Path oct2017(Path root) throws IOException {
        CategoryOnDisk tree = new CategoryOnDisk(root);
        for (String scan : List.of("train/NORMAL/NORMAL-1-1", "train/NORMAL/NORMAL-2-1", "train/CNV/CNV-9-1",
                "test/NORMAL/NORMAL-3-1", "test/NORMAL/NORMAL-4-1", "test/CNV/CNV-5-1", "test/DME/DME-6-1",
                "test/DRUSEN/DRUSEN-7-1")) {
            tree.image(scan + ".jpeg", SIDE);
        }
        return root;
    }

    /** Two nevi to train on; one nevus and two other lesions to test. */
    static Path isic2018(Path root) throws IOException {
        CategoryOnDisk tree = new CategoryOnDisk(root);
        String header = "image,MEL,NV,BCC,AKIEC,BKL,DF,VASC";
        for (String image : List.of("Training_Input/ISIC_0024306", "Training_Input/ISIC_0024307",
                "Validation_Input/ISIC_0034321", "Validation_Input/ISIC_0034322", "Validation_Input/ISIC_0034323")) {
            tree.image("ISIC2018_Task3_" + image + ".jpg", SIDE);
        }
        lines(root, "ISIC2018_Task3_Training_GroundTruth/ISIC2018_Task3_Training_GroundTruth.csv",
                List.of(header, "ISIC_0024306,0.0,1.0,0.0,0.0,0.0,0.0,0.0",
                        "ISIC_0024307,0.0,1.0,0.0,0.0,0.0,0.0,0.0"));
        return lines(root, "ISIC2018_Task3_Validation_GroundTruth/ISIC2018_Task3_Validation_GroundTruth.csv",
                List.of(header, "ISIC_0034321,0.0,0.0,0.0,0.0,1.0,0.0,0.0", "ISIC_0034322,0.0,1.0,0.0,0.0,0.0,0.0,0.0",
                        "ISIC_0034323,1.0,0.0,0.0,0.0,0.0,0.0,0.0"));
    }

    /** One image to train on, a good and a defective one to test of each part, the latter with a mask. */
    static Path mpdd(Path root, String... parts) throws IOException {
        for (String part : parts) {
            new CategoryOnDisk(root.resolve(part)).image("train/good/000.png", SIDE).image("test/good/000.png", SIDE)
                    .image("test/parts_mismatch/000.png", SIDE).image("ground_truth/parts_mismatch/000_mask.png", SIDE);
        }
        return root;
    }

    /** One image to train on, a good and a defective one to test of each product, the latter with a mask. */
    static Path btad(Path root, String... products) throws IOException {
        for (String product : products) {
            new CategoryOnDisk(root.resolve(product)).image("train/ok/0000.png", SIDE).image("test/ok/0000.png", SIDE)
                    .image("test/ko/0000.png", SIDE).image("ground_truth/ko/0000.png", SIDE);
        }
        return root;
    }

    /** Two images to train on, one of them defective, and two to test; each with a mask. */
    static Path kolektorSdd2(Path root) throws IOException {
        CategoryOnDisk tree = new CategoryOnDisk(root);
        for (String image : List.of("train/10000", "train/10001", "test/20000", "test/20001")) {
            tree.image(image + ".png", SIDE);
            mask(root.resolve(image + "_GT.png"), image.endsWith("1"));
        }
        return root;
    }

    /** Five good images, four of which are trained on, and a defective one; each with a mask. */
    static Path kolektorSdd(Path root) throws IOException {
        return kolektorSdd(root, SIDE, SIDE);
    }

    /** The same, of that size. */
    static Path kolektorSdd(Path root, int width, int height) throws IOException {
        CategoryOnDisk tree = new CategoryOnDisk(root);
        for (int part = 0; part < 6; part++) {
            tree.image("kos01/Part" + part + ".jpg", width, height);
            mask(root.resolve("kos01/Part" + part + "_label.bmp"), width, height, part == 3);
        }
        return root;
    }

    /** An image to train on and one left out, a good and a defective one to test of each texture. */
    static Path dagm(Path root, String... textures) throws IOException {
        for (String texture : textures) {
            CategoryOnDisk tree = new CategoryOnDisk(root.resolve(texture));
            for (String part : List.of("Train/", "Test/")) {
                tree.image(part + "0001.png", SIDE).image(part + "0002.png", SIDE);
                mask(root.resolve(texture).resolve(part + "Label/0002_label.PNG"), true);
            }
        }
        return root;
    }

    /** An image to train on, a good and a defective one to test of each object, the latter with a mask. */
    static Path realIad(Path root, String... objects) throws IOException {
        for (String object : objects) {
            new CategoryOnDisk(root.resolve("realiad_256/" + object)).image("OK/S0001/1.jpg", SIDE)
                    .image("OK/S0002/2.jpg", SIDE).image("NG/AK/S0003/3.jpg", SIDE).image("NG/AK/S0003/3.png", SIDE);
            lines(root, "realiad_jsons/" + object + ".json", List.of("{\"meta\": {\"normal_class\": \"OK\"},",
                    "\"train\": [" + listed("OK", "\"OK/S0001/1.jpg\"", "null") + "],",
                    "\"test\": [" + listed("OK", "\"OK/S0002/2.jpg\"", "null") + ", "
                            + listed("AK", "\"NG/AK/S0003/3.jpg\"", "\"NG/AK/S0003/3.png\"") + "]}"));
        }
        return root;
    }

    private static String listed(String kind, String image, String mask) {
        return "{\"anomaly_class\": \"%s\", \"image_path\": %s, \"mask_path\": %s}".formatted(kind, image, mask);
    }

    /** 1,002 healthy retinas, all links to one picture, and one of each other grade. */
    static Path aptos(Path root) throws IOException {
        CategoryOnDisk tree = new CategoryOnDisk(root).image("train_images/h0000.png", SIDE);
        List<String> rows = new ArrayList<>(List.of("id_code,diagnosis", "h0000,0"));
        for (int i = 1; i < HEALTHY; i++) {
            String id = "h%04d".formatted(i);
            Files.createLink(root.resolve("train_images/" + id + ".png"), root.resolve("train_images/h0000.png"));
            rows.add(id + ",0");
        }
        for (int grade = 1; grade <= 4; grade++) {
            tree.image("train_images/d" + grade + ".png", SIDE);
            rows.add("d" + grade + ',' + grade);
        }
        return lines(root, "train.csv", rows);
    }

    /** Black but for one white pixel where there is a defect. */
    private static void mask(Path file, boolean defective) throws IOException {
        mask(file, SIDE, SIDE, defective);
    }

    private static void mask(Path file, int width, int height, boolean defective) throws IOException {
        BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        mask.getRaster().setSample(width / 2, height / 2, 0, defective ? 255 : 0);
        String name = file.getFileName().toString();
        Files.createDirectories(file.getParent());
        ImageIO.write(mask, name.substring(name.lastIndexOf('.') + 1), file.toFile());
    }

    private static Path lines(Path root, String name, List<String> lines) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.write(root.resolve(name), lines);
        return root;
    }
}
