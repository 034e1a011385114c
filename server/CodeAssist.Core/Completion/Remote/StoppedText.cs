using System.Text;

namespace CodeAssist.Core.Completion.Remote;

/// <summary>An answer as it comes in pieces, up to the first of some texts, whether its server heeds them or not.</summary>
public sealed class StoppedText(IReadOnlyList<string> stops)
{
    private readonly StringBuilder _all = new();
    private int _told;

    /// <summary>Whether the text before which it ends has come.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What was told of it, all together.</summary>
    public string Text => _all.ToString(0, _told);

    /// <returns>What can be told now. What may be the beginning of an end is held back.</returns>
    public string Add(string piece)
    {
        if (IsOver)
        {
            return "";
        }

        _all.Append(piece);
        var text = _all.ToString();
        var ends = stops.Select(stop => text.IndexOf(stop, StringComparison.Ordinal)).Where(at => at >= 0).ToList();
        IsOver = ends.Count > 0;
        return Tell(text, IsOver ? ends.Min() : text.Length - stops.Select(stop => Begun(text, stop)).DefaultIfEmpty(0).Max());
    }

    /// <returns>What was held back, once nothing comes any more.</returns>
    public string Rest() => IsOver ? "" : Tell(_all.ToString(), _all.Length);

    private string Tell(string text, int end)
    {
        var told = text[_told..Math.Max(_told, end)];
        _told += told.Length;
        return told;
    }

    private static int Begun(string text, string stop) =>
        Enumerable.Range(1, stop.Length - 1).Reverse().FirstOrDefault(length => text.EndsWith(stop[..length], StringComparison.Ordinal));
}
