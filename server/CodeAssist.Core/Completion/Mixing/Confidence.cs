namespace CodeAssist.Core.Completion.Mixing;

/// <summary>How sure to be of a line before it is shown: one probability for what the workspace and one model say, and its thresholds.</summary>
/// <param name="RestOfLine">Where a line has been begun, but no word.</param>
/// <param name="WholeLine">Where none has.</param>
/// <param name="InWord">Where a word has been begun.</param>
public sealed record Confidence(LineConfidence RestOfLine, LineConfidence WholeLine, LineConfidence InWord)
{
    /// <summary>Where nothing was measured: everybody is believed as they say, and nobody is weighed against another.</summary>
    public static Confidence Uncalibrated { get; } = new(LineConfidence.Uncalibrated, LineConfidence.Uncalibrated, LineConfidence.Uncalibrated);

    /// <summary>Where a request's caret is.</summary>
    public static LinePlace PlaceOf(CompletionRequest request) => request.LineBefore switch
    {
        var before when before.IsWhiteSpace() => LinePlace.Start,
        [.., var last] when char.IsLetterOrDigit(last) || last == '_' => LinePlace.InWord,
        _ => LinePlace.Within,
    };

    /// <summary>What holds there.</summary>
    public LineConfidence At(LinePlace place) => place switch
    {
        LinePlace.Start => WholeLine,
        LinePlace.InWord => InWord,
        _ => RestOfLine,
    };

    /// <summary>What holds at a request's caret.</summary>
    public LineConfidence At(CompletionRequest request) => At(PlaceOf(request));
}
