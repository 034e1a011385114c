using System.Collections.Immutable;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Text;

namespace CodeAssist.Server.Features.Review;

/// <summary>A file as the last review left it.</summary>
/// <param name="Text">What was reviewed; null where only the file as a whole was judged.</param>
/// <param name="Findings">What is open.</param>
internal sealed record ReviewedFile(DocumentSnapshot? Text, ImmutableArray<Finding> Findings);
