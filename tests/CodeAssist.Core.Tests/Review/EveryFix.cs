using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Tests.Review;

/// <summary>Objects to fixes called <c>bad</c> and to no other.</summary>
internal sealed class EveryFix : IFixCheck
{
    public string? Objection(DocumentSnapshot reviewed, Fix fix) => fix.Title is "bad" ? "It is bad." : null;
}
