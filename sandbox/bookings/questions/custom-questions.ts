import { containedCollection } from "../contained";
import { containedOperations } from "../contained-operations";

/** Custom questions of all calendars. */
export const customQuestions = containedCollection("custom_questions");

/** …/customQuestions */
export const customQuestionOperations = containedOperations({
  noun: "customQuestion",
  segment: "customQuestions",
  type: "bookingCustomQuestion",
  collection: customQuestions,
  right: "editServices",
  defaults: () => ({ answerInputType: "text", answerOptions: [] }),
  saysType: false,
});
