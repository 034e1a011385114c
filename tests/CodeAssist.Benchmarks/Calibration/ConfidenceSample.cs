using CodeAssist.Core.Completion.Mixing;

namespace CodeAssist.Benchmarks.Calibration;

/// <summary>One question as the calibration sees it.</summary>
/// <param name="History">The project; every one counts as much as another.</param>
/// <param name="Change">The release or commit: questions of one resemble one another.</param>
/// <param name="Place">How far the line had come.</param>
/// <param name="Candidates">What workspace and model said.</param>
/// <param name="Right">Which of them was typed, or −1.</param>
internal sealed record ConfidenceSample(string History, string Change, LinePlace Place, IReadOnlyList<MixCandidate> Candidates, int Right)
{
    /// <summary>The same without the model: what the workspace proposed.</summary>
    public ConfidenceSample Alone()
    {
        var proposed = Candidates.Where(candidate => candidate.Workspace > 0).ToList();
        var right = Right < 0 ? -1 : proposed.IndexOf(Candidates[Right]);

        return this with { Candidates = [.. proposed.Select(candidate => candidate with { ModelLog = null, Tokens = 0, IsGenerated = false })], Right = right };
    }
}
