using System.Diagnostics;
using CodeAssist.Context.Outline;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Tests.Outline;

/// <summary>Members of languages that are read by their lines: name and lines, from zero.</summary>
public sealed class HeadOutlineTests
{
    private static readonly string[] _languages = ["typescript", "javascript", "python", "java", "go", "rust", "c", "cpp", "php", "ruby", "kotlin", "swift"];

    [Fact]
    public void TypeScript() => Check("typescript", """
        import { a } from "a";

        /** Adds. */
        export async function add(a: { x: number }, b = "{"): Promise<{ y: number }> {
          const inner = () => { return 1; };
          return `${inner({ a: 1 })} }`;
        }

        const twice = (n: number) => n * 2;
        export const later = async (
          n: number,
        ) => {
          await n;
        };

        @Injectable()
        export class Cart<T extends { id: string }> extends Base implements Shop {
          private items: T[] = [];
          constructor(private readonly shop: Shop) {
            super();
          }

          // Why.
          @Log()
          async add(item: T): Promise<void> {
            if (item) {
              this.items.push(item);
            }
          }

          handler = (event: Event) => {
            this.add(event);
          };

          abstract open(): void;
          get count() { return 1; }
        }

        interface Shape {
          area(): number;
        }

        type Pair = [
          number, number
        ];
        if (add) {
          function late() { }
        }
        """,
        "add 2-7", "twice 8-9", "later 9-14", "Cart 15-37", "Cart.constructor 18-21", "Cart.add 22-29", "Cart.handler 30-33", "Cart.open 34-35", "Cart.count 35-36",
        "Shape 38-41", "Pair 42-45", "late 46-47");

    [Fact]
    public void Python() => Check("python", """"
        """Module."""
        import os

        @decorator
        async def load(
            path: str,
        ) -> str:
            text = """
        def not_one():
        """
            def inner():
                pass
            return text

        class Cart(Base):
            """A cart."""

            @property
            def count(self):
                # comment
                return 1


            class Nested:
                def deep(self): return 2

        if True:
            def late():
                pass
        x = 1
        """",
        "load 3-13", "Cart 14-25", "Cart.count 17-21", "Cart.Nested 23-25", "Cart.Nested.deep 24-25", "late 27-29");

    [Fact]
    public void Java() => Check("java", """
        package shop;

        /** A cart. */
        @Entity
        public final class Cart<T> extends Base
            implements Shop {
          private int count = compute(1);
          private Map<String, List<T>> map = new HashMap<>();

          public Cart(int size) {
            this.count = size;
          }

          @Override
          public Map<String, List<T>> all(int a, String b) throws IOException {
            if (a > 1) { return null; }
            return map; // }
          }

          abstract int size();
          enum Kind { A, B }
        }
        """,
        "Cart 2-22", "Cart.Cart 9-12", "Cart.all 13-18", "Cart.size 19-20", "Cart.Kind 20-21");

    [Fact]
    public void Go() => Check("go", """
        package shop

        // Cart holds items.
        type Cart struct {
        	items []Item
        }

        func New() *Cart { return &Cart{} }

        // Add adds.
        func (c *Cart) Add(item interface{}) (map[string]interface{}, error) {
        	go func() { }()
        	return nil, nil
        }

        func Map[T any](in []T) interface{} {
        	return in
        }
        """,
        "Cart 2-6", "New 7-8", "Cart.Add 9-14", "Map 15-18");

    [Fact]
    public void Rust() => Check("rust", """
        use std::fmt;

        /// A cart.
        #[derive(Debug)]
        pub struct Cart<'a> { items: Vec<&'a str> }

        impl<'a> fmt::Display for Cart<'a> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let c = '{';
                write!(f, "{}", 1)
            }
        }

        pub trait Shop {
            fn open(&self);
        }

        #[cfg(test)]
        mod tests {
            #[test]
            fn adds() { }
        }
        """,
        "Cart 2-5", "Cart 6-12", "Cart.fmt 7-11", "Shop 13-16", "Shop.open 14-15", "tests 17-22", "tests.adds 19-21");

    [Fact]
    public void Cpp() => Check("cpp", """
        #include <x>
        #define EACH(x) for (;;) {
        int declared(int a);
        namespace shop {
        template <typename T>
        class Cart : public Base {
        public:
          Cart(int a)
              : a_(a),
                b_{1} {
            use(a);
          }
          bool operator==(const Cart& other) const { return true; }
          ~Cart();
        };

        /* Adds. */
        static std::vector<int> add(int a,
                                    int b)
        {
          if (a) { return {}; }
        }
        }

        void shop::Cart::run() {
        }
        struct point { int x; };
        enum Kind { A };
        """,
        "shop 3-23", "shop.Cart 4-15", "shop.Cart.Cart 7-12", "shop.Cart.operator== 12-13", "shop.add 16-22", "shop.Cart.run 24-26", "point 26-27", "Kind 27-28");

    [Fact]
    public void Php() => Check("php", """
        <?php
        namespace Shop;

        # Why.
        abstract class Cart extends Base {
            public static function add(int $a): array {
                return array_map(function ($x) { return $x; }, []);
            }
            abstract function open();
        }
        function total() {
        }
        """,
        "Cart 3-10", "Cart.add 5-8", "Cart.open 8-9", "total 10-12");

    [Fact]
    public void Ruby() => Check("ruby", """
        module Shop
          # A cart.
          class Cart < Base
            def self.open(path)
              File.open(path) do |f|
                f.read
              end
            rescue IOError
              nil
            end

            def empty? = true

            private def total
              1
            end
          end
        end
        """,
        "Shop 0-18", "Shop.Cart 1-17", "Shop.Cart.open 3-10", "Shop.Cart.empty? 11-12", "Shop.Cart.total 13-16");

    [Fact]
    public void Kotlin() => Check("kotlin", """
        package shop

        data class Item(val name: String)

        class Cart(private val size: Int) : Base() {
            init {
                check(size > 0)
            }

            @Log
            override suspend fun <T> add(item: T): List<T> where T : Any {
                return listOf(item)
            }

            fun twice(n: Int) = n * 2
            companion object {
                fun empty() = Cart(0)
            }
        }

        fun String.words(): Int =
            split(" ").size
        """,
        "Item 2-3", "Cart 4-19", "Cart.init 5-8", "Cart.add 9-13", "Cart.twice 14-15", "Cart.empty 16-17", "words 20-22");

    [Fact]
    public void Swift() => Check("swift", """
        /// A cart.
        @MainActor
        public final class Cart: Base {
            private(set) var count = 0
            init(size: Int) {
            }
            class func make() -> Cart {
                Cart(size: 1)
            }
        }
        protocol Shop {
            func open() throws
            func close()
        }
        extension Cart: Shop {
            func open() throws { }
        }
        """,
        "Cart 0-10", "Cart.init 4-6", "Cart.make 6-9", "Shop 10-14", "Shop.open 11-12", "Shop.close 12-13", "Cart 14-17", "Cart.open 15-16");

    [Fact]
    public void Nothing_is_known_of_other_languages() => Assert.Empty(Read("markdown", "# class Cart {\n}\n"));

    [Fact]
    public void A_head_is_told_on_one_line() =>
        Assert.Equal("int add(int a, int b)", Assert.Single(Read("c", "int add(int a,\n        int b)\n{\n}\n")).Signature);

    /// <summary>Pieces of code in any order: what comes out lies in the text, in order, and nothing is thrown.</summary>
    [Fact]
    public void Whatever_the_text_is_members_lie_inside_of_it()
    {
        string[] pieces = ["class A ", "{", "}", "(", ")", "\n", "\n", "    ", "\t", "def f():", "function g() ", "fn h() ", "'", "\"", "`", "/*", "*/", "//", "${", "=>", ";", "impl X for Y ", "\0", "\r", "func (", "int m(int a) ", "end"];
        var random = new Random(3);
        for (var round = 0; round < 3000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(80)).Select(_ => pieces[random.Next(pieces.Length)]));
            foreach (var language in (string[])[.. _languages, Languages.CSharp])
            {
                var document = DocumentSnapshot.Open("a", language, 0, text);
                var before = 0;
                foreach (var member in new CodeOutline().Read(document))
                {
                    Assert.InRange(member.Lines.Start, before, document.LineCount - 1);
                    Assert.InRange(member.Lines.End, member.Lines.Start + 1, document.LineCount);
                    before = member.Lines.Start;
                }
            }
        }
    }

    [Theory]
    [InlineData("void f(int a, \n")]
    [InlineData("class A {\n")]
    [InlineData("=/[(")]
    [InlineData("x = (y) => `${ {\n")]
    [InlineData("def f(\n")]
    [InlineData("fn f<")]
    [InlineData("@a\n// b\n")]
    public void A_large_file_without_sense_takes_no_longer_than_its_length(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 300_000 / piece.Length));
        var started = Stopwatch.StartNew();
        foreach (var language in _languages)
        {
            _ = Read(language, text).Count;
        }

        // Far from what it takes, and further from what the square of its length would.
        Assert.True(started.Elapsed < TimeSpan.FromSeconds(30), $"{started.Elapsed}");
    }

    private static void Check(string language, string text, params string[] members) =>
        Assert.Equal(members, Read(language, text).Select(member => $"{member.Symbol} {member.Lines}"), StringComparer.Ordinal);

    private static IReadOnlyList<CodeMember> Read(string language, string text) => new CodeOutline().Read(DocumentSnapshot.Open("a", language, 0, text));
}
