namespace CodeAssist.Core.Completion.PostProcessing;

/// <summary>The port to the languages' own parsers: what is shown must not break code that parses.</summary>
public interface ISyntaxGate
{
    /// <returns>
    /// The draft itself where it adds no syntax error or no parser serves its language, a repaired one, or
    /// <see cref="NoSuggestionReason.BreaksSyntax"/>.
    /// </returns>
    Filtered Apply(Draft draft);
}
