using System.Text;
using CodeAssist.Egress.Protocol;

namespace CodeAssist.Egress.Chat;

/// <summary>Puts the thoughts of one answer together from their pieces.</summary>
internal sealed class ThoughtAssembly
{
    private readonly List<Draft> _drafts = [];

    public void Add(ThoughtPiece piece)
    {
        var draft = _drafts.Find(known => known.Index == piece.Index);
        if (draft is null)
        {
            draft = new Draft(piece.Index, piece.IsHidden);
            _drafts.Add(draft);
        }

        draft.Text.Append(piece.Text);
        draft.Seal.Append(piece.Seal);
    }

    /// <returns>In the order in which they began. One without a seal would be refused by its provider, and is left out.</returns>
    public IReadOnlyList<ChatThought> Read() =>
        [.. _drafts.Where(draft => draft.Seal.Length > 0).Select(draft => new ChatThought(draft.Text.ToString(), draft.Seal.ToString(), draft.IsHidden))];

    private sealed record Draft(long Index, bool IsHidden)
    {
        public StringBuilder Text { get; } = new();

        public StringBuilder Seal { get; } = new();
    }
}
