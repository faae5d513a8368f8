# frozen_string_literal: true

# Reads site after site with real Jekyll, in one process. Each line of the input is the path of a
# site without layouts; each line of the output is JSON: what Jekyll made of every document that
# it would write, or the error that stopped it.

require "json"

ENV["TZ"] = "UTC"
ENV["JEKYLL_ENV"] = "production"
ENV["JEKYLL_NO_BUNDLER_REQUIRE"] = "true"
Encoding.default_external = Encoding::UTF_8

require "jekyll"

Jekyll.logger.log_level = :error
$stdout.sync = true

def plain(value)
  case value
  when nil, true, false, Integer, String then value
  when Array then value.map { |item| plain(item) }
  else value.to_s
  end
end

def moment(value)
  value.respond_to?(:iso8601) ? value.iso8601 : value.to_s
end

def common(item, site)
  output = item.destination(site.dest).delete_prefix("#{site.dest}/")
  { "url" => item.url, "output_path" => output, "html" => item.output.to_s,
    "title" => item.data["title"]&.to_s }
end

def document(doc, site)
  common(doc, site).merge(
    "path" => doc.path.delete_prefix("#{site.source}/"),
    "date" => doc.data["date"] && moment(doc.data["date"]),
    "slug" => plain(doc.data["slug"]),
    "categories" => plain(doc.data["categories"]),
    "tags" => plain(doc.data["tags"]),
    "excerpt" => doc.data["excerpt"].to_s
  )
end

def page(item, site)
  common(item, site).merge("path" => item.path)
end

def read(source)
  # What the site before has left: its zone, and dates that were read in it.
  ENV["TZ"] = "UTC"
  Jekyll::Utils.instance_variable_set(:@parse_date_cache, nil)
  config = Jekyll.configuration(
    "source" => source, "destination" => File.join(source, "_site"),
    "disable_disk_cache" => true, "quiet" => true
  )
  site = Jekyll::Site.new(config)
  site.reset
  site.read
  site.generate
  site.render
  documents = site.collections.values.flat_map(&:docs).map { |doc| document(doc, site) }
  { "documents" => documents + site.pages.map { |item| page(item, site) } }
rescue StandardError, SyntaxError, SystemStackError, NotImplementedError => e
  { "error" => "#{e.class}: #{e.message}" }
end

$stdin.each_line(:chomp => true) { |line| puts JSON.generate(read(line)) }
