namespace CodeAssist.Core.Completion.Mixing;

/// <summary>How sure to be of a line before it is shown: one probability for what the workspace and one model say, and its thresholds.</summary>
/// <param name="RestOfLine">Where a line has been begun.</param>
/// <param name="WholeLine">Where none has.</param>
public sealed record Confidence(LineConfidence RestOfLine, LineConfidence WholeLine)
{
    /// <summary>Where nothing was measured: everybody is believed as they say, and nobody is weighed against another.</summary>
    public static Confidence Uncalibrated { get; } = new(LineConfidence.Uncalibrated, LineConfidence.Uncalibrated);

    /// <summary>What holds at a request's caret.</summary>
    public LineConfidence At(CompletionRequest request) => request.LineBefore.IsWhiteSpace() ? WholeLine : RestOfLine;
}
