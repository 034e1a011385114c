using CodeAssist.Core.Privacy.Characters;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Checks.Text;

/// <summary>Characters that nobody sees, where no script has a use for them.</summary>
internal sealed class HiddenCharacterCheck : ICheck
{
    private const char ByteOrderMark = '\uFEFF';
    private const char SoftHyphen = '\u00AD';

    public IReadOnlyList<ReviewRule> Rules { get; } = [CheckRules.Bidirectional, CheckRules.Invisible];

    public IEnumerable<CheckHit> Find(CheckedFile file, CancellationToken cancellationToken)
    {
        foreach (var run in HiddenCharacters.Find(file.Text))
        {
            var place = new OffsetRange(run.Start, run.Start + run.Length);
            if (IsInOrder(file, run))
            {
                continue;
            }

            var names = string.Join(", ", run.CodePoints.Take(4)) + (run.CodePoints.Count > 4 ? " and others" : "");
            var turns = Turns(file.Text, run);
            var message = turns
                ? $"{names} makes this line read in another order than it is executed."
                : $"{names} stands here and cannot be seen.";
            yield return new CheckHit(turns ? CheckRules.Bidirectional : CheckRules.Invisible, place, message)
            {
                Fix = new CheckFix("Remove the invisible characters", (place, "")),
            };
        }
    }

    // Embeddings, overrides and isolates: what the attack is made of. A mark (U+200E, U+200F, U+061C) only settles what its neighbours leave open.
    private static bool Turns(string text, HiddenRun run) =>
        run.Kind is HiddenCharacterKind.Bidirectional && text.AsSpan(run.Start, run.Length).ContainsAnyExcept("\u200E\u200F\u061C");

    private static bool IsInOrder(CheckedFile file, HiddenRun run)
    {
        var (text, isProse) = (file.Text, Languages.IsProse(file.Language));
        if (run.Kind is HiddenCharacterKind.ZeroWidth && ((run.Start == 0 && text[0] == ByteOrderMark) || (isProse && text[run.Start] == SoftHyphen)))
        {
            return true;
        }

        if (Turns(text, run) || run.Kind is HiddenCharacterKind.Tag or HiddenCharacterKind.VariationSelector)
        {
            return false;
        }

        // Where people write a script that is not Latin, marks and word breaks belong to it.
        var line = file.Document.Line(file.Document.PositionAt(run.Start).Line);
        return line.ContainsAnyInRange('\u0590', '\u1FFF') || line.ContainsAnyInRange('\uA800', '\uABFF') || line.ContainsAnyInRange('\uFB1D', '\uFDFF');
    }
}
