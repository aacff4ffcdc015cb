package recontrast.report.reproduction;

import recontrast.Experiment;
import recontrast.Protocol;
import recontrast.data.Category;
import recontrast.training.Variant;

import java.util.List;

/** Which of the paper's three ways of training a table is about. */
public enum Regime {

    STANDARD(Variant.STANDARD),
    /** Appendix E. */
    STABLE(Variant.STABLE),
    /** One model of all categories (paper, Table 4). */
    UNIFIED(Variant.UNIFIED) {
        @Override
        List<Category> sets(List<Category> categories) {
            return List.of(Category.joined(categories));
        }
    };

    private final Variant variant;

    Regime(Variant variant) {
        this.variant = variant;
    }

    /** What one model each is trained on. */
    List<Category> sets(List<Category> categories) {
        return categories;
    }

    /** The experiment under the paper's plan of this regime. */
    Experiment of(Experiment experiment) {
        return experiment.variant(variant.name());
    }

    /** How the paper trains on a category in this regime. */
    Protocol protocol(String dataset, String category) {
        return Protocol.named(variant.name(), dataset, category);
    }
}
