package recontrast.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import recontrast.model.Stage;

class DiversityTest {

    @Test
    void isOfLayer2InFilesThatDoNotSay() throws JsonProcessingException {
        assertThat(new ObjectMapper().readValue("{\"iteration\": 10, \"value\": 0.07}", Diversity.class))
                .isEqualTo(new Diversity(10, Stage.LAYER2, 0.07));
    }
}
