using CodeAssist.Core.LocalModels;

namespace CodeAssist.Core.Tests.LocalModels;

public sealed class SplitNameTests
{
    [Fact]
    public void The_other_files_of_a_model_are_known_by_the_name_of_one()
    {
        var name = SplitName.Of("/m/gpt-oss-120b-mxfp4-00001-of-00003.gguf")!;

        Assert.Equal((1, 3), (name.Number, name.Count));
        Assert.Equal("/m/gpt-oss-120b-mxfp4-00003-of-00003.gguf", name.Part(3));
        Assert.Equal(3, SplitName.AllOf("/m/gpt-oss-120b-mxfp4-00002-of-00003.gguf").Count);
        Assert.Equal(["/m/one.gguf"], SplitName.AllOf("/m/one.gguf"));
    }

    [Theory]
    [InlineData("one.gguf")]
    [InlineData("-00001-of-00002.gguf")]
    [InlineData("m-00000-of-00002.gguf")]
    [InlineData("m-00003-of-00002.gguf")]
    [InlineData("m-00001-of-00001.gguf")]
    [InlineData("m-00001-of-99999.gguf")]
    [InlineData("m-1-of-2.gguf")]
    public void A_name_that_numbers_nothing_is_that_of_an_ordinary_file(string path) => Assert.Null(SplitName.Of(path));

    [Fact]
    public void An_address_of_any_part_is_that_of_the_model()
    {
        Assert.True(ModelAddress.TryParse("https://files.example/m/x-00002-of-00003.gguf", out var address));

        Assert.Equal("/m/x-00001-of-00003.gguf", address.Path);
    }
}
